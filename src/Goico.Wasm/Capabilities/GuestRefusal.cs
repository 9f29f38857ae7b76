namespace Goico.Wasm.Capabilities;

/// <summary>Why a request of a guest was not done; the core ABI answers −2 less the number.</summary>
public enum GuestRefusal
{
    /// <summary>It is not granted; a retry changes nothing.</summary>
    NotGranted = 0,

    /// <summary>The request is malformed; a retry changes nothing.</summary>
    Invalid = 1,

    /// <summary>A limit of size or number is reached.</summary>
    OverLimit = 2,

    /// <summary>The other side failed or can't be reached; a retry may succeed.</summary>
    Failed = 3,

    /// <summary>The time allowed for the request is over; a retry may succeed.</summary>
    TimedOut = 4,
}
