using System.Text.Json;

namespace Goico.JsonSchema.Tests;

public sealed class FormatTests
{
    [Theory]
    [InlineData("date-time", "2026-11-23T20:15:00Z 1998-12-31T23:59:60Z 1998-12-31T15:59:60.123-08:00 1963-06-19t08:30:06.28z", "2026-02-29T00:00:00Z 1998-12-31T22:59:60Z 2026-11-23T20:15:00 2026-11-23_20:15:00Z 2026-11-23T24:00:00Z 2026-11-23T20:15:00+24:00 2026-11-23T20:15:00.Z")]
    [InlineData("date", "2024-02-29 2000-02-29", "1900-02-29 2026-13-01 2026-04-31 2026-1-1 2026-00-01 20261-01-1 ২০২৬-01-01")]
    [InlineData("time", "00:00:00Z 23:59:59.999+05:30 23:59:60Z 01:29:60+01:30", "00:00:00 24:00:00Z 00:60:00Z 12:00Z 22:59:60Z 08:30:06+0130")]
    [InlineData("duration", "P4DT12H30M5S P4Y PT0S P1M PT1M PT36H P2W", "P PT P1YT P2D1Y P1D2H 4DT1H P1Y2W P1 PT1D P1Y1D")]
    [InlineData("email", "joe@example.com te~s.t@a-b.c \"joe.\\\"bloggs\"@example.com joe@[127.0.0.1] joe@[IPv6:::1]", "joe @x.y joe@ .a@b.c a..b@c.d a.@b.c joe@-x.y joe@a_b \"@b.c \"a\\\\\"b\"@c.d joe@[127.0.0.300]")]
    [InlineData("hostname", "www.example.com a xn--4gbwdl.xn--wgbh1c 1host h-h", "-bad bad- a..b a. under_score xn-- ab--cd é.com")]
    [InlineData("ipv4", "192.168.0.1 0.0.0.0 255.255.255.255", "256.0.0.1 1.2.3 1.2.3.4.5 01.2.3.4 1.2.3.0x4 1.2.3. 1.2.3.4/8")]
    [InlineData("ipv6", "::1 :: 2001:db8::1 1:2:3:4:5:6:7:8 ::ffff:192.168.0.1 1:2:3:4:5:6:1.2.3.4 1::", "12345:: 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 1::2::3 :1 1: ::1% fe80::a%eth1 1:2:3:4:5:6:7:1.2.3.4 ::1.2.3 :::")]
    [InlineData("uri", "http://foo.bar/?baz=qux#quux urn:oasis:names mailto:a@b.c http://[::1]:80/ ldap://x/c=GB?o?one http://-.~_!$&'():a@x.y tel:+1-816", "//foo.bar /abc http://x/<a> foo http://a/%zz :// \\\\win http://a:b/ http://x/é bad://[::g]/")]
    [InlineData("uri-reference", "/abc //foo.bar/?b=q #frag a/b:c http://x/", "\\\\win #fr\\ag 1:b a{b}")]
    [InlineData("iri", "http://ƒøø.ßår/?∂éœ=πîx#πîüx", "/abc ƒøø http://x/{a}")]
    [InlineData("iri-reference", "/âππ #ƒrägmênt", "\\\\WINDOWS\\ƒîlëßåré")]
    [InlineData("uuid", "2EB8AA08-aa98-11ea-b4aa-73b441d16380 00000000-0000-0000-0000-000000000000", "2eb8aa08aa9811eab4aa73b441d16380 2eb8aa08-aa98-11ea-b4aa-73b441d1638g 2eb8aa08-aa98-11ea-b4aa73b441d16380-")]
    [InlineData("json-pointer", "/foo/bar~0/baz~1/%a /foo//bar / /~01", "a #/a /~ /~2 /a~")]
    [InlineData("relative-json-pointer", "1 0/foo/bar 0# 120/foo", "/foo -1/a 0## 01/a +1")]
    [InlineData("regex", "([abc])+\\s+$ ^(?=a)b\\1 \\bfoo (?<n>a)\\k<n> \\p{Script=Greek}", "^(abc] \\a [z-a] a** (?x) {1}")]
    [InlineData("idn-email", "실례@실례.테스트 joe@example.com", "2962 @x")]
    public void Validate_Format_TellsGoodFromBad(string format, string good, string bad)
    {
        string schema = $"{{\"format\":\"{format}\"}}";
        Assert.All(good.Split(' '), text => Assert.Equal("", Check.Outcome(schema, JsonSerializer.Serialize(text))));
        Assert.All(bad.Split(' '), text =>
            Assert.Equal("format", Check.Outcome(schema, JsonSerializer.Serialize(text))));
        Assert.Equal("", Check.Outcome(schema, "[1]"));
        Assert.Equal("", Check.Outcome(schema, "\"~~\"", new SchemaOptions { AssertFormats = false }));
    }
}
