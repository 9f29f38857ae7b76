using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using static Goico.Wasm.Tests.Outbound.OutboundFixture;

namespace Goico.Wasm.Tests.Outbound;

/// <summary>The machine's own network, which no name leads to.</summary>
public sealed class OutboundAddressTests : IDisposable
{
    private readonly OutboundFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.5", "192.168.1.1", "fd00::1")]
    public async Task Name_ThatLeadsToPrivateAddresses_IsNotGrantedAndTheyAreNotTold(params string[] addresses)
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("secret"));
        _fixture.Resolve("inner.example", addresses);
        string origin = $"http://inner.example:{server.Port}";

        string message = Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(origin, origin));

        Assert.Equal(0, server.Connections);
        Assert.All(addresses, address => Assert.DoesNotContain(address, message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wildcard_GrantsNoPrivateAddress()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("secret"));
        _fixture.Resolve("any.example.com", "127.0.0.1");

        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(
            $"http://any.example.com:{server.Port}", $"http://*.example.com:{server.Port}"));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Name_AfterAConnectionToTheSameAddressByLiteral_IsNotGrantedAllTheSame()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("open"));
        _fixture.Resolve("inner.example", "127.0.0.1");
        string name = $"http://inner.example:{server.Port}";

        Assert.Equal("open", Body(await _fixture.GetAsync(server.Origin, server.Origin)));
        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(name, name));
        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(server.Origin, name));
        Assert.Equal("open", Body(await _fixture.GetAsync(server.Origin, server.Origin)));

        // The granted ones shared a connection, so there was one to be misused.
        Assert.Equal((2, 1), (server.Requests.Count, server.Connections));
    }

    [Fact]
    public async Task Localhost_Named_IsTheLoopbackWithoutAnyResolver()
    {
        await using RawServer server = RawServer.Start(RawServer.Ok("here"));
        string origin = $"http://localhost:{server.Port}";

        Assert.Equal("here", Body(await _fixture.GetAsync(origin, origin)));

        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(origin, server.Origin));
        Refused(GuestRefusal.NotGranted, await _fixture.GetAsync(server.Origin, origin));
    }

    [Fact]
    public async Task PrivateOrigins_Off_RefusesWhatTheAllowListNames()
    {
        using var fixture = new OutboundFixture(new OutboundOptions { PrivateOrigins = false });
        await using RawServer server = RawServer.Start(RawServer.Ok("secret"));
        string local = $"http://localhost:{server.Port}";

        Refused(GuestRefusal.NotGranted, await fixture.GetAsync(server.Origin, server.Origin));
        Refused(GuestRefusal.NotGranted, await fixture.GetAsync(local, local));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task Proxy_Set_TakesAllButNamedPrivateAddresses()
    {
        await using RawServer proxy = RawServer.Start(RawServer.Ok("by proxy"));
        await using RawServer server = RawServer.Start(RawServer.Ok("direct"));
        using var fixture = new OutboundFixture(new OutboundOptions { Proxy = new Uri(proxy.Origin) });

        Assert.Equal("by proxy", Body(await fixture.GetAsync("http://a.b.example.com/x", "http://*.example.com")));
        Assert.Equal("direct", Body(await fixture.GetAsync(server.Origin, server.Origin)));

        SeenRequest seen = Assert.Single(proxy.Requests);
        Assert.Equal("GET http://a.b.example.com/x HTTP/1.1", seen.Line);
        // A host of a wildcard keeps no idle connection, however many hosts there are.
        Assert.Equal("close", seen.Header("Connection") ?? seen.Header("Proxy-Connection"));
        Assert.Null(Assert.Single(server.Requests).Header("Connection"));
    }

    [Fact]
    public async Task Proxy_OfTheEnvironment_IsNotUsed()
    {
        await using RawServer proxy = RawServer.Start(RawServer.Ok("by proxy"));
        string? before = Environment.GetEnvironmentVariable("http_proxy");
        Environment.SetEnvironmentVariable("http_proxy", proxy.Origin);
        try
        {
            using var fixture = new OutboundFixture();
            Refused(GuestRefusal.Failed, await fixture.GetAsync("http://a.example.com", "http://a.example.com"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", before);
        }
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task Certificate_ThatNamesWhereItsIssuerIs_MakesNoRequest()
    {
        await using RawServer bait = RawServer.Start(RawServer.Ok("issuer"));
        using X509Certificate2 certificate = CertificateWithIssuerAt(bait.Origin + "/issuer.cer");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string origin = $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        Task<GuestAnswer> sending = _fixture.GetAsync(origin, origin);
        using TcpClient client = await listener.AcceptTcpClientAsync(Token);
        await using var tls = new SslStream(client.GetStream());
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            // Offline, or the server itself would look for its issuer.
            await tls.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
                },
                Token);
            // In TLS 1.3 the server learns of the refusal only when it reads.
            if (await tls.ReadAsync(new byte[1], Token) == 0) throw new EndOfStreamException();
        });

        string message = Refused(GuestRefusal.Failed, await sending);
        Assert.Contains("certificate is not trusted", message, StringComparison.Ordinal);
        Assert.Equal(0, bait.Connections);
    }

    private static X509Certificate2 CertificateWithIssuerAt(string url)
    {
        using RSA issuerKey = RSA.Create(2048);
        var issuer = new CertificateRequest("CN=issuer", issuerKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        issuer.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        using X509Certificate2 root = issuer.CreateSelfSigned(from, from.AddDays(30));
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [url]));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(root, from, from.AddDays(30), [1, 2, 3]);
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }
}
