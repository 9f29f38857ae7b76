using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Outbound;

/// <summary>What the HTTP stack throws, as an answer: in our words, because the stack's name addresses.</summary>
internal static class TransportFault
{
    /// <summary>Whether it is a fault of the other side or the way there, and no bug of ours.</summary>
    public static bool Is(Exception fault) => fault is HttpRequestException or IOException or InvalidDataException;

    /// <summary>The answer.</summary>
    public static GuestAnswer.Refused Answer(Exception fault, OutboundOrigin origin, OutboundOptions options)
    {
        if (fault.InnerException is DialException dial) return new GuestAnswer.Refused(dial.Reason, dial.Message);
        HttpRequestError error = fault switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.ConfigurationLimitExceeded => new GuestAnswer.Refused(
                GuestRefusal.OverLimit,
                $"The response's status line and headers are larger than {options.MaxResponseHeadBytes} bytes."),
            HttpRequestError.SecureConnectionError => Failed(
                $"No secure connection with {origin}: its certificate is not trusted or not for that host, or it does "
                + "not speak TLS."),
            HttpRequestError.InvalidResponse => Failed($"What {origin} answered is not HTTP."),
            HttpRequestError.ResponseEnded => Failed($"{origin} closed the connection before its answer was whole."),
            HttpRequestError.ProxyTunnelError => Failed($"The proxy opens no way to {origin}."),
            _ when fault is InvalidDataException => Failed(
                $"The body that {origin} sent is not what its Content-Encoding says."),
            _ => Failed($"The connection with {origin} broke."),
        };
    }

    private static GuestAnswer.Refused Failed(string message) => new(GuestRefusal.Failed, message);
}
