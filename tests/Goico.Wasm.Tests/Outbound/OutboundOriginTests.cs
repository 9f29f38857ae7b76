using CsCheck;
using Goico.Wasm.Outbound;

namespace Goico.Wasm.Tests.Outbound;

public sealed class OutboundOriginTests
{
    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com")]
    [InlineData("HTTPS://API.Example.COM", "https://api.example.com")]
    [InlineData("https://api.example.com:443", "https://api.example.com")]
    [InlineData("http://api.example.com:443", "http://api.example.com:443")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("http://[0:0:0:0:0:0:0:1]", "http://[::1]")]
    [InlineData("http://localhost:80", "http://localhost")]
    [InlineData("https://*.example.com:8443", "https://*.example.com:8443")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    public void TryParse_Origin_ReadsIt(string text, string written)
    {
        Assert.True(OutboundOrigin.TryParse(text, out OutboundOrigin? origin, out string? problem), problem);
        Assert.Equal(written, origin.ToString());
    }

    [Theory]
    [InlineData("", "no scheme")]
    [InlineData("api.example.com", "write it as 'https://")]
    [InlineData("ftp://example.com", "neither http nor https")]
    [InlineData("https://", "no valid host")]
    [InlineData("https://example.com/", "write it as 'https://example.com'")]
    [InlineData("https://example.com/v1", "write it as 'https://example.com'")]
    [InlineData("https://example.com?x", "no path")]
    [InlineData("https://user:pass@example.com", "user name")]
    [InlineData("https://example.com:", "port")]
    [InlineData("https://example.com:0", "port")]
    [InlineData("https://example.com:70000", "port")]
    [InlineData("https://*", "first label")]
    [InlineData("https://*.com", "two labels")]
    [InlineData("https://a.*.example.com", "first label")]
    [InlineData("https://*.*.example.com", "first label")]
    [InlineData("https://*.10.0.0.1", "too much")]
    [InlineData("https://ex ample.com", "no valid host")]
    [InlineData("https://example.com\r\nX: y", "no valid host")]
    [InlineData("https://example.com\\evil", "no valid host")]
    [InlineData("http://127.1", "write it as '127.0.0.1'")]
    [InlineData("http://0x7f000001", "write it as '127.0.0.1'")]
    [InlineData("http://2130706433", "write it as '127.0.0.1'")]
    [InlineData("http://[fe80::1%25eth0]", "no valid host")]
    [InlineData("https://example.com.", "dot")]
    public void TryParse_NoOrigin_SaysWhatIsWrong(string text, string part)
    {
        Assert.False(OutboundOrigin.TryParse(text, out _, out string? problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem);
        Assert.DoesNotContain("pass", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_OfWhatItWrites_GivesTheSame() =>
        Gen.Select(
            Gen.Bool.Select(secure => secure ? "https" : "http"),
            Gen.OneOf(
                Gen.Char["abcxyz09"].Array[1, 6].Select(label => $"a{new string(label)}.example.com"),
                Gen.UInt.Select(bits => new System.Net.IPAddress(bits).ToString()),
                Gen.Byte.Array[16].Select(bytes => $"[{new System.Net.IPAddress(bytes)}]")),
            Gen.Int[1, 65_535]).Sample((scheme, host, port) =>
        {
            OutboundOrigin origin = OutboundFixture.Origin($"{scheme}://{host}:{port}");
            Assert.Equal(origin, OutboundFixture.Origin(origin.ToString()));
        });

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.19.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[64:ff9b::169.254.169.254]")]
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2002:c0a8:1::1]")]
    [InlineData("[2001::1]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("[ff02::1]")]
    [InlineData("localhost")]
    public void IsPrivate_OfWhatIsNotPublic_IsTrue(string host) =>
        Assert.True(OutboundFixture.Origin($"http://{host}").IsPrivate);

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("[2606:4700::1111]")]
    [InlineData("[::ffff:1.1.1.1]")]
    [InlineData("[64:ff9b::1.1.1.1]")]
    [InlineData("[2002:101:101::]")]
    [InlineData("example.com")]
    public void IsPrivate_OfWhatIsPublic_IsFalse(string host) =>
        Assert.False(OutboundFixture.Origin($"http://{host}").IsPrivate);
}
