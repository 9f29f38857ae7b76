namespace Jobico.Cli.Output;

/// <summary>The line that posts an event from any shell.</summary>
internal static class CurlLine
{
    /// <summary>It, ready to be pasted.</summary>
    /// <param name="listener">Where the Listener is.</param>
    /// <param name="tenant">Whose event.</param>
    /// <param name="eventId">Which event.</param>
    /// <param name="data">The event's JSON.</param>
    public static string For(Uri listener, string tenant, string eventId, string data)
    {
        var address = new Uri(listener, $"/events/{Uri.EscapeDataString(tenant)}/{Uri.EscapeDataString(eventId)}");
        string body = $"{{\"data\":[{data}]}}".Replace("'", "'\\''", StringComparison.Ordinal);
        return $"curl {address} -H 'content-type: application/json' -d '{body}'";
    }
}
