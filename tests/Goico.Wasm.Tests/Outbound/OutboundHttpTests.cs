using System.Net;
using System.Net.Sockets;
using System.Text;
using Goico.Wasm.Capabilities;
using static Goico.Wasm.Tests.Outbound.OutboundFixture;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>What goes over the wire, and what comes back.</summary>
public sealed class OutboundHttpTests : IDisposable
{
    private readonly OutboundFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task SendAsync_Granted_SendsWhatTheGuestSaysAndAnswersWhatCame()
    {
        await using RawServer server = RawServer.Start(
            "HTTP/1.1 404 No\r\nContent-Length: 4\r\nX-One: a\r\nX-One: b\r\nContent-Type: text/plain\r\n\r\ngone");

        GuestAnswer answer = await _fixture.SendAsync(
            new GuestHttpRequest
            {
                Method = "PUT",
                Url = server.Origin + "/a/b?c=d#fragment",
                Headers =
                [
                    new("Content-Type", "application/json"), new("X-Key", "1"), new("X-Key", "2"),
                    new("Authorization", "Bearer t"),
                ],
                Body = "{\"n\":1}"u8.ToArray(),
            },
            server.Origin);

        Assert.Equal(404, Response(answer).Status);
        Assert.Equal("gone", Body(answer));
        Assert.Equal(["a", "b"], Response(answer).Headers.Where(h => h.Key == "x-one").Select(h => h.Value));
        Assert.Contains(new KeyValuePair<string, string>("content-type", "text/plain"), Response(answer).Headers);
        SeenRequest seen = Assert.Single(server.Requests);
        Assert.Equal("PUT /a/b?c=d HTTP/1.1", seen.Line);
        Assert.Equal("{\"n\":1}", seen.Text);
        Assert.Equal("application/json", seen.Header("Content-Type"));
        Assert.Equal("1, 2", seen.Header("X-Key"));
        Assert.Equal("Bearer t", seen.Header("Authorization"));
        Assert.Equal($"127.0.0.1:{server.Port}", seen.Header("Host"));
    }

    [Fact]
    public async Task SendAsync_PlainGet_SendsNothingThatTellsOfTheHost()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("x"));
        using var activity = new System.Diagnostics.Activity("host");
        activity.Start();

        await _fixture.GetAsync(server.Origin, server.Origin);

        string[] names = [.. Assert.Single(server.Requests).Head.Split("\r\n")
            .Skip(1).Where(line => line.Length > 0).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
        Assert.Equal(["Accept-Encoding", "Host"], names.Order());
    }

    [Fact]
    public async Task SendAsync_SetCookie_IsNotKept()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("x", "Set-Cookie: a=b\r\n"));

        await _fixture.GetAsync(server.Origin, server.Origin);
        await _fixture.GetAsync(server.Origin, server.Origin);

        Assert.All(server.Requests, request => Assert.Null(request.Header("Cookie")));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task SendAsync_HeadersOfTheConnection_AreNotShown()
    {
        await using RawServer server = RawServer.Start(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n3\r\nabc\r\n0\r\n\r\n");

        GuestAnswer answer = await _fixture.GetAsync(server.Origin, server.Origin);

        Assert.Equal("abc", Body(answer));
        Assert.Empty(Response(answer).Headers);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("http://example.org/")]
    [InlineData("http://example.com.evil.org/")]
    [InlineData("http://evilexample.com/")]
    [InlineData("http://example.com/")]
    [InlineData("http://a.example.com:8080/")]
    public async Task SendAsync_OriginNotListed_IsNotGrantedAndSaysWhatIs(string url)
    {
        string message = Refused(
            GuestRefusal.NotGranted, await _fixture.GetAsync(url, "http://*.example.com", "http://127.0.0.1:2"));

        Assert.Contains("granted: http://*.example.com, http://127.0.0.1:2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/relative")]
    [InlineData("nonsense")]
    [InlineData("http://")]
    [InlineData("http:///x")]
    [InlineData("http://.example.com/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("http://user:secret@[127.0.0.1/")]
    [InlineData("http://127.0.0.1/a b")]
    [InlineData("http://127.0.0.1/a\r\nX: y")]
    [InlineData("http://127.0.0.1\\@evil.example/")]
    public async Task SendAsync_MalformedUrl_IsInvalid(string url)
    {
        string message = Refused(GuestRefusal.Invalid, await _fixture.GetAsync(url, "http://127.0.0.1"));
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("get")]
    [InlineData("CONNECT")]
    [InlineData("TRACE")]
    [InlineData("GET / HTTP/1.1\r\nX: y\r\n\r\nGET")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    public async Task SendAsync_MethodThatMayNotBeSent_IsInvalid(string method) =>
        Refused(GuestRefusal.Invalid, await _fixture.SendAsync(
            new GuestHttpRequest { Url = "http://127.0.0.1/", Method = method }, "http://127.0.0.1"));

    [Theory]
    [InlineData("Host", "other")]
    [InlineData("host", "other")]
    [InlineData("Content-Length", "0")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Connection", "keep-alive")]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Expect", "100-continue")]
    [InlineData("TE", "trailers")]
    [InlineData("Proxy-Authorization", "Basic x")]
    [InlineData("", "x")]
    [InlineData("X Y", "x")]
    [InlineData("X:", "x")]
    [InlineData("X\r\nY", "x")]
    [InlineData("Ключ", "x")]
    [InlineData("X", "a\r\nInjected: b")]
    [InlineData("X", "a\nb")]
    [InlineData("X", "a\0b")]
    [InlineData("X", "é")]
    [InlineData("Authorization", "NTLM TlRMTVNTUAAB")]
    [InlineData("authorization", " negotiate YII")]
    public async Task SendAsync_HeaderThatMayNotBeSent_IsInvalid(string name, string value)
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("x"));
        Refused(GuestRefusal.Invalid, await _fixture.SendAsync(
            new GuestHttpRequest { Url = server.Origin, Headers = [new(name, value)] }, server.Origin));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task SendAsync_HeaderOfABodyWithoutOne_IsSent()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("x"));
        await _fixture.SendAsync(
            new GuestHttpRequest { Url = server.Origin, Headers = [new("Content-Type", "a/b")] }, server.Origin);
        Assert.Equal("a/b", Assert.Single(server.Requests).Header("Content-Type"));
    }

    [Theory]
    [InlineData("nothing of HTTP\r\n\r\n", "is not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", "before its answer was whole")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain", "Content-Encoding")]
    public async Task SendAsync_AnswerThatIsNone_IsFailed(string raw, string part)
    {
        await using RawServer server = RawServer.Start(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(raw));
            stream.Close();
        });

        string message = Refused(GuestRefusal.Failed, await _fixture.GetAsync(server.Origin, server.Origin));

        Assert.Contains(part, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsFailed()
    {
        string origin;
        await using (RawServer server = RawServer.Start("")) origin = server.Origin;

        string message = Refused(GuestRefusal.Failed, await _fixture.GetAsync(origin, origin));

        Assert.Contains("takes no connection", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NameThatDoesNotExist_IsFailed()
    {
        string message = Refused(
            GuestRefusal.Failed, await _fixture.GetAsync("http://nowhere.example", "http://nowhere.example"));
        Assert.Contains("can't be resolved", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_ServerWithoutTls_IsFailed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string origin = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        Task<GuestAnswer> sending = _fixture.GetAsync(origin, origin);
        using (TcpClient client = await listener.AcceptTcpClientAsync(Token))
            await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Token);

        string message = Refused(GuestRefusal.Failed, await sending);
        Assert.Contains("TLS", message, StringComparison.Ordinal);
    }
}
