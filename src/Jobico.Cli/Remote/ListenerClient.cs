using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Jobico.Cli.Remote;

/// <summary>Posts events as any client does.</summary>
internal sealed class ListenerClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _http;
    private readonly Uri _listener;

    /// <summary>Makes it.</summary>
    /// <param name="listener">Where the Listener is.</param>
    public ListenerClient(Uri listener)
    {
        _listener = listener;
        _handler = new SocketsHttpHandler
        {
            // A proxy of the environment is for the web, not for the server on this machine.
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        };
        _http = new HttpClient(_handler, disposeHandler: false) { Timeout = Patience };
    }

    /// <summary>Posts events: all are accepted or none.</summary>
    /// <param name="tenant">Whose events.</param>
    /// <param name="eventId">Which event they are.</param>
    /// <param name="events">Each event's JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">No server answers, or what answers is none of Jobico's.</exception>
    public async Task<PostResult> PostAsync(
        string tenant, string eventId, IReadOnlyList<string> events, CancellationToken cancellationToken)
    {
        var address = new Uri(
            _listener, $"/events/{Uri.EscapeDataString(tenant)}/{Uri.EscapeDataString(eventId)}");
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"data\":[{string.Join(',', events)}]}}"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage response = await _http.PostAsync(address, content, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Read((int)response.StatusCode, body);
        }
        catch (HttpRequestException fault)
        {
            throw CommandFailure.FailedForNow(
                $"No server answers at {_listener}: {(fault.InnerException ?? fault).Message}. "
                + "Start one with 'jobico server', or say where it is with --listener or JOBICO_LISTENER.",
                fault);
        }
        catch (TaskCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw CommandFailure.FailedForNow(
                $"The server at {_listener} did not answer within {Patience.TotalSeconds:0} seconds: whether the "
                + "events were accepted is unknown.",
                fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _handler.Dispose();
    }

    private PostResult Read(int status, byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (status == 202)
            {
                return new PostResult.Accepted(
                    [.. root.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)]);
            }
            return new PostResult.Refused(
                status,
                Text(root, "detail") ?? Text(root, "title") ?? "no reason was given",
                root.TryGetProperty("errors", out JsonElement errors) && errors.ValueKind == JsonValueKind.Array
                    ? [.. errors.EnumerateArray().Select(Violation)]
                    : [],
                Encoding.UTF8.GetString(body));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw CommandFailure.Failed(
                $"What answers at {_listener} is no Jobico Listener (status {status}): check --listener or "
                + "JOBICO_LISTENER; the Listener's port is not the API's.",
                fault);
        }
    }

    private static Violation Violation(JsonElement error) => new(
        Text(error, "pointer") ?? "", Text(error, "keyword") ?? "", Text(error, "message") ?? "");

    private static string? Text(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(member, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
