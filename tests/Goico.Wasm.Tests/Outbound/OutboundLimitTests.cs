using System.IO.Compression;
using System.Net;
using System.Text;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using static Goico.Wasm.Tests.Outbound.OutboundFixture;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>Sizes, times and numbers.</summary>
public sealed class OutboundLimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public async Task ResponseBody_Announced_IsHeldToTheLimit(int bytes, bool fits)
    {
        using var fixture = new OutboundFixture(new OutboundOptions { MaxResponseBytes = 1_000 });
        await using RawServer server = RawServer.Start(RawServer.Ok(new string('x', bytes)));

        GuestAnswer answer = await fixture.GetAsync(server.Origin, server.Origin);

        if (fits) Assert.Equal(bytes, Response(answer).Body.Length);
        else Refused(GuestRefusal.OverLimit, answer);
    }

    [Theory]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    public async Task ResponseBody_UntilTheConnectionCloses_IsHeldToTheLimit(int bytes, bool fits)
    {
        using var fixture = new OutboundFixture(new OutboundOptions { MaxResponseBytes = 100_000 });
        await using RawServer server = RawServer.Start(async (_, stream) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n\r\n" + new string('x', bytes)));
            stream.Close();
        });

        GuestAnswer answer = await fixture.GetAsync(server.Origin, server.Origin);

        if (fits) Assert.Equal(bytes, Response(answer).Body.Length);
        else Refused(GuestRefusal.OverLimit, answer);
    }

    [Fact]
    public async Task ResponseBody_WithoutEnd_IsOverLimitAndTheConnectionGoes()
    {
        using var fixture = new OutboundFixture();
        var gone = new TaskCompletionSource();
        await using RawServer server = RawServer.Start(async (_, stream) =>
        {
            try
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
                byte[] more = new byte[64 << 10];
                while (true) await stream.WriteAsync(more);
            }
            catch (IOException)
            {
                gone.SetResult();
                throw;
            }
        });

        Refused(GuestRefusal.OverLimit, await fixture.GetAsync(server.Origin, server.Origin));

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task ResponseBody_Compressed_CountsAsDecompressed(string encoding)
    {
        using var fixture = new OutboundFixture();
        await using RawServer server = RawServer.Start(async (request, stream) =>
        {
            int megabytes = request.Line.Contains("bomb", StringComparison.Ordinal) ? 64 : 1;
            byte[] body = Compressed(encoding, megabytes << 20);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {body.Length}\r\n\r\n"));
            await stream.WriteAsync(body);
        });

        Assert.Equal(1 << 20, Response(await fixture.GetAsync(server.Origin, server.Origin)).Body.Length);
        Refused(GuestRefusal.OverLimit, await fixture.GetAsync(server.Origin + "/bomb", server.Origin));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_000)]
    public async Task ResponseHead_OverTheLimit_IsOverLimit(int headers)
    {
        using var fixture = new OutboundFixture();
        string many = string.Concat(Enumerable.Range(0, headers).Select(
            index => $"X-{index}: {new string('x', 40_000 / headers)}\r\n"));
        await using RawServer server = RawServer.Start(RawServer.Ok("x", many));

        Refused(GuestRefusal.OverLimit, await fixture.GetAsync(server.Origin, server.Origin));
    }

    [Fact]
    public async Task Request_OverItsLimits_IsOverLimitAndNotSent()
    {
        using var fixture = new OutboundFixture(
            new OutboundOptions { MaxRequestBytes = 10, MaxRequestHeaderBytes = 100 });
        await using RawServer server = RawServer.Start(RawServer.Ok("x"));
        var plain = new GuestHttpRequest { Url = server.Origin, Method = "POST" };
        GuestHttpRequest[] large =
        [
            plain with { Body = new byte[11] },
            plain with { Headers = [new("X", new string('x', 100))] },
            plain with { Headers = [.. Enumerable.Repeat(new KeyValuePair<string, string>("", ""), 101)] },
            plain with { Url = server.Origin + "/" + new string('x', 9_000) },
        ];

        foreach (GuestHttpRequest request in large)
            Refused(GuestRefusal.OverLimit, await fixture.SendAsync(request, server.Origin));

        Assert.Equal(0, server.Connections);
        Assert.Equal("x", Body(await fixture.SendAsync(plain with { Body = new byte[10] }, server.Origin)));
    }

    [Theory]
    [InlineData(null, 10_000)]
    [InlineData(1_500, 1_500)]
    [InlineData(60_000, 10_000)]
    public async Task SlowBody_IsTimedOut_AtTheShorterLimit(int? own, int limit)
    {
        using var fixture = new OutboundFixture();
        var begun = new TaskCompletionSource();
        await using RawServer server = RawServer.Start(async (_, stream) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"u8.ToArray());
            begun.SetResult();
            await new TaskCompletionSource().Task;
        });
        Task<GuestAnswer> sending = fixture.SendAsync(
            new GuestHttpRequest
            {
                Url = server.Origin,
                Timeout = own is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            },
            server.Origin);
        await begun.Task.WaitAsync(Token);

        fixture.Time.Advance(TimeSpan.FromMilliseconds(limit - 1));
        Assert.False(sending.IsCompleted);
        fixture.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Contains($"{limit} ms", Refused(GuestRefusal.TimedOut, await sending), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlowRedirects_ShareOneLimit()
    {
        using var fixture = new OutboundFixture();
        await using RawServer server = RawServer.Start(_ =>
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(4));
            return RawServer.Redirect(302, "/again");
        });

        Refused(GuestRefusal.TimedOut, await fixture.GetAsync(server.Origin, server.Origin));

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task SlowResolver_IsTimedOut()
    {
        using var fixture = new OutboundFixture();
        var asked = new TaskCompletionSource();
        var answered = new TaskCompletionSource<IPAddress[]>();
        fixture.Names["slow.example"] = () =>
        {
            asked.SetResult();
            return answered.Task;
        };
        Task<GuestAnswer> sending = fixture.GetAsync("http://slow.example", "http://slow.example");
        await asked.Task.WaitAsync(Token);

        fixture.Time.Advance(TimeSpan.FromSeconds(10));

        Refused(GuestRefusal.TimedOut, await sending);
        answered.SetResult([]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Timeout_NotPositive_IsInvalid(int milliseconds)
    {
        using var fixture = new OutboundFixture();
        Refused(GuestRefusal.Invalid, await fixture.SendAsync(
            new GuestHttpRequest { Url = "http://127.0.0.1", Timeout = TimeSpan.FromMilliseconds(milliseconds) },
            "http://127.0.0.1"));
    }

    [Fact]
    public async Task SendAsync_GivenUp_Throws()
    {
        using var fixture = new OutboundFixture();
        using var run = new CancellationTokenSource();
        await using RawServer server = RawServer.Start(async (_, _) =>
        {
            await run.CancelAsync();
            await new TaskCompletionSource().Task;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await fixture.Out.SendAsync(
            new GuestHttpRequest { Url = server.Origin }, Policy(server.Origin), run.Token));
    }

    [Fact]
    public async Task Requests_AtOnce_AreHeldToTheOwnersLimitAndToThatOfAll()
    {
        using var fixture = new OutboundFixture(new OutboundOptions { MaxRequests = 3, MaxRequestsOfOwner = 2 });
        var release = new TaskCompletionSource();
        var seen = new SemaphoreSlim(0);
        await using RawServer server = RawServer.Start(async (_, stream) =>
        {
            seen.Release();
            await release.Task;
            await stream.WriteAsync(Encoding.ASCII.GetBytes(RawServer.Ok("x")));
        });
        Task<GuestAnswer>[] held = [await BeginAsync("a"), await BeginAsync("a")];

        Refused(GuestRefusal.OverLimit, await SendAsync("a"));
        Task<GuestAnswer> other = await BeginAsync("b");
        Refused(GuestRefusal.OverLimit, await SendAsync("c"));
        release.SetResult();

        Assert.All(await Task.WhenAll([.. held, other]), answer => Assert.Equal("x", Body(answer)));
        Assert.Equal("x", Body(await SendAsync("a")));
        Assert.Equal("x", Body(await SendAsync("c")));

        async Task<Task<GuestAnswer>> BeginAsync(string owner)
        {
            Task<GuestAnswer> sending = SendAsync(owner);
            await seen.WaitAsync(Token);
            return sending;
        }

        Task<GuestAnswer> SendAsync(string owner) => fixture.Out.SendAsync(
            new GuestHttpRequest { Url = server.Origin }, Policy(server.Origin) with { Owner = owner }, Token).AsTask();
    }

    [Fact]
    public async Task Connections_ThatHangInTheResolver_StayCountedAfterTheirRequests()
    {
        using var fixture = new OutboundFixture(new OutboundOptions { MaxConnectionsOfOwner = 2 });
        var answered = new TaskCompletionSource<IPAddress[]>();
        var asked = new SemaphoreSlim(0);
        for (int name = 0; name < 3; name++)
        {
            fixture.Names[$"h{name}.example.com"] = () =>
            {
                asked.Release();
                return answered.Task;
            };
        }
        for (int name = 0; name < 2; name++)
        {
            Task<GuestAnswer> sending = fixture.GetAsync($"http://h{name}.example.com", "http://*.example.com");
            await asked.WaitAsync(Token);
            fixture.Time.Advance(TimeSpan.FromSeconds(10));
            Refused(GuestRefusal.TimedOut, await sending);
        }

        Refused(GuestRefusal.OverLimit, await fixture.GetAsync("http://h2.example.com", "http://*.example.com"));

        answered.SetResult([IPAddress.Loopback]);
    }

    [Fact]
    public async Task Connections_Open_AreCountedUntilTheyClose()
    {
        using var fixture = new OutboundFixture(new OutboundOptions { MaxConnectionsOfOwner = 1 });
        await using RawServer first = RawServer.Start(RawServer.Ok("1", "Connection: close\r\n"));
        await using RawServer second = RawServer.Start(RawServer.Ok("2"));
        await using RawServer third = RawServer.Start(RawServer.Ok("3"));

        Assert.Equal("1", Body(await fixture.GetAsync(first.Origin, first.Origin)));
        Assert.Equal("2", Body(await fixture.GetAsync(second.Origin, second.Origin)));
        Refused(GuestRefusal.OverLimit, await fixture.GetAsync(third.Origin, third.Origin));
        Assert.Equal("2", Body(await fixture.GetAsync(second.Origin, second.Origin)));
    }

    private static byte[] Compressed(string encoding, int bytes)
    {
        using var buffer = new MemoryStream();
        using (Stream stream = encoding == "gzip"
            ? new GZipStream(buffer, CompressionLevel.Fastest) : new BrotliStream(buffer, CompressionLevel.Fastest))
        {
            stream.Write(new byte[bytes]);
        }
        return buffer.ToArray();
    }
}
