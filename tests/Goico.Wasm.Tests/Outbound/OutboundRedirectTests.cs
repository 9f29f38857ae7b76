using Goico.Wasm.Capabilities;
using static Goico.Wasm.Tests.Outbound.OutboundFixture;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>Where a redirect may lead, and what goes along.</summary>
public sealed class OutboundRedirectTests : IDisposable
{
    private readonly OutboundFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData(301, "POST", "GET")]
    [InlineData(302, "POST", "GET")]
    [InlineData(303, "POST", "GET")]
    [InlineData(307, "POST", "POST")]
    [InlineData(308, "POST", "POST")]
    [InlineData(301, "PUT", "PUT")]
    [InlineData(302, "DELETE", "DELETE")]
    [InlineData(303, "PUT", "GET")]
    [InlineData(303, "HEAD", "HEAD")]
    public async Task Redirect_WithinTheOrigin_KeepsOrChangesTheMethodByItsStatus(
        int status, string method, string afterwards)
    {
        await using RawServer server = RawServer.Start(request =>
            request.Line.Contains("/from", StringComparison.Ordinal)
                ? RawServer.Redirect(status, "to?x=1") : "HTTP/1.1 204 No Content\r\n\r\n");

        GuestAnswer answer = await _fixture.SendAsync(
            new GuestHttpRequest
            {
                Method = method,
                Url = server.Origin + "/a/from",
                Headers = [new("Content-Type", "a/b"), new("Authorization", "x"), new("Cookie", "y")],
                Body = "body"u8.ToArray(),
            },
            server.Origin);

        Assert.Equal(204, Response(answer).Status);
        SeenRequest[] seen = [.. server.Requests];
        Assert.Equal([$"{method} /a/from HTTP/1.1", $"{afterwards} /a/to?x=1 HTTP/1.1"], seen.Select(r => r.Line));
        bool keeps = method == afterwards;
        Assert.Equal((keeps ? "body" : "", keeps ? "a/b" : null), (seen[1].Text, seen[1].Header("Content-Type")));
        Assert.Equal(("x", "y"), (seen[1].Header("Authorization"), seen[1].Header("Cookie")));
    }

    [Fact]
    public async Task Redirect_ToAnotherOriginThatIsListed_DropsCredentialsForGood()
    {
        RawServer? first = null;
        await using RawServer second = RawServer.Start(_ => RawServer.Redirect(307, first!.Origin + "/end"));
        await using RawServer opened = RawServer.Start(request =>
            request.Line.Contains("/end", StringComparison.Ordinal)
                ? RawServer.Ok("there") : RawServer.Redirect(307, second.Origin + "/"));
        first = opened;

        GuestAnswer answer = await _fixture.SendAsync(
            new GuestHttpRequest
            {
                Url = first.Origin,
                Headers = [new("authorization", "x"), new("COOKIE", "y"), new("X-Kept", "z")],
            },
            first.Origin, second.Origin);

        Assert.Equal("there", Body(answer));
        SeenRequest[] seen = [.. second.Requests, first.Requests.Last()];
        Assert.All(seen, request => Assert.Equal(
            (null, null, "z"), (request.Header("Authorization"), request.Header("Cookie"), request.Header("X-Kept"))));
    }

    [Fact]
    public async Task Redirect_ToAnOriginThatIsNotListed_IsNotGrantedAndNotNamed()
    {
        await using RawServer hidden = RawServer.Start(RawServer.Ok("secret"));
        await using RawServer server = RawServer.Start(_ => RawServer.Redirect(302, hidden.Origin + "/metadata"));

        string message = Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(server.Origin, server.Origin));

        Assert.Equal(0, hidden.Connections);
        Assert.DoesNotContain($"{hidden.Port}", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//localhost:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://127.0.0.1.:{0}/")]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("ftp://127.0.0.1:{0}/")]
    [InlineData("http://u:p@127.0.0.1:{1}/")]
    [InlineData("file:///etc/passwd")]
    public async Task Redirect_ToTheLoopbackByAnotherName_IsNotGranted(string location)
    {
        await using RawServer hidden = RawServer.Start(RawServer.Ok("secret"));
        int own = 0;
        await using RawServer server = RawServer.Start(_ => RawServer.Redirect(
            302, location.Replace("{0}", $"{hidden.Port}").Replace("{1}", $"{own}")));
        own = server.Port;

        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(server.Origin, server.Origin));

        Assert.Equal(0, hidden.Connections);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Redirect_ToAListedNameThatLeadsToTheLoopback_IsNotGranted()
    {
        await using RawServer hidden = RawServer.Start(RawServer.Ok("secret"));
        _fixture.Resolve("inner.example", "127.0.0.1");
        string name = $"http://inner.example:{hidden.Port}";
        await using RawServer server = RawServer.Start(_ => RawServer.Redirect(302, name));

        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(server.Origin, server.Origin, name));

        Assert.Equal(0, hidden.Connections);
    }

    [Fact]
    public async Task Redirect_InCircles_IsOverLimitAfterFive()
    {
        await using RawServer server = RawServer.Start(_ => RawServer.Redirect(302, "/again"));

        Refused(GuestRefusal.OverLimit, await _fixture.GetAsync(server.Origin, server.Origin));

        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task Redirect_WithoutALocation_IsAnAnswer()
    {
        await using RawServer server = RawServer.Start("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(302, Response(await _fixture.GetAsync(server.Origin, server.Origin)).Status);
    }
}
