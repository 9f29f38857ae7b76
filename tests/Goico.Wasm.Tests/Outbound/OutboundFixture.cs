using System.Net;
using System.Net.Sockets;
using System.Text;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using Microsoft.Extensions.Time.Testing;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>The way out with a clock and a resolver of the test's own.</summary>
internal sealed class OutboundFixture : IDisposable
{
    public OutboundFixture(OutboundOptions? options = null)
    {
        Out = new OutboundHttp((options ?? new OutboundOptions()) with { Resolve = Lookup }, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public OutboundHttp Out { get; }

    /// <summary>What the resolver answers, by name; a name that is not here does not exist.</summary>
    public Dictionary<string, Func<Task<IPAddress[]>>> Names { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static OutboundPolicy Policy(params string[] origins) => new("owner", [.. origins.Select(Origin)]);

    public static OutboundOrigin Origin(string text)
    {
        Assert.True(OutboundOrigin.TryParse(text, out OutboundOrigin? origin, out string? problem), problem);
        return origin;
    }

    public async Task<GuestAnswer> SendAsync(GuestHttpRequest request, params string[] origins) =>
        await Out.SendAsync(request, Policy(origins), Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token);

    public Task<GuestAnswer> GetAsync(string url, params string[] origins) =>
        SendAsync(new GuestHttpRequest { Url = url }, origins);

    public void Resolve(string name, params string[] addresses) =>
        Names[name] = () => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]);

    public static GuestHttpResponse Response(GuestAnswer answer) => Assert.IsType<GuestAnswer.Http>(answer).Response;

    public static string Body(GuestAnswer answer) => Encoding.UTF8.GetString(Response(answer).Body.Span);

    public static string Refused(GuestRefusal reason, GuestAnswer answer)
    {
        GuestAnswer.Refused refused = Assert.IsType<GuestAnswer.Refused>(answer);
        Assert.True(reason == refused.Reason, $"{refused.Reason}: {refused.Message}");
        return refused.Message;
    }

    public void Dispose() => Out.Dispose();

    private Task<IPAddress[]> Lookup(string name) =>
        Names.TryGetValue(name, out Func<Task<IPAddress[]>>? answer)
            ? answer() : throw new SocketException((int)SocketError.HostNotFound);
}
