using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>
/// Why no connection came about, on its way through the HTTP stack to where it becomes an answer.
/// </summary>
internal sealed class DialException(GuestRefusal reason, string message) : IOException(message)
{
    public GuestRefusal Reason { get; } = reason;
}
