namespace Goico.Wasm.Capabilities;

/// <summary>An HTTP response as a guest gets it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">Names in lower case, and values; a name may come more than once.</param>
/// <param name="Body">The whole body; empty where there is none.</param>
public sealed record GuestHttpResponse(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body);
