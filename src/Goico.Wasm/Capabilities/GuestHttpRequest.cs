namespace Goico.Wasm.Capabilities;

/// <summary>An HTTP request as a guest makes it; nothing of it is checked yet.</summary>
public sealed record GuestHttpRequest
{
    /// <summary>The method; GET unless told.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The absolute URL.</summary>
    public required string Url { get; init; }

    /// <summary>Names and values, in order; a name may come more than once. Empty unless told.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The longest that it may take; null (the default) for what the host allows.</summary>
    public TimeSpan? Timeout { get; init; }
}
