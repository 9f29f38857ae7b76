namespace Goico.Wasm.Capabilities;

/// <summary>How a request of a guest to its host ended.</summary>
public enum GuestAnswerStatus
{
    /// <summary>It was done; the answer's value is the result, possibly empty.</summary>
    Ok = 0,

    /// <summary>There is nothing by that name.</summary>
    NotFound = 1,

    /// <summary>The definition does not grant it; a retry changes nothing.</summary>
    NotGranted = 2,

    /// <summary>The request is malformed; a retry changes nothing.</summary>
    Invalid = 3,

    /// <summary>A limit of size, number or rate is reached.</summary>
    OverLimit = 4,

    /// <summary>The other side failed or can't be reached; a retry may succeed.</summary>
    Failed = 5,

    /// <summary>The time allowed for it, or for the run, is over.</summary>
    TimedOut = 6,
}
