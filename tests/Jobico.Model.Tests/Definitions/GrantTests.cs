using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

public sealed class GrantTests
{
    private const string NoOrigin = "write it as https://api.example.com, https://api.example.com:8443 or "
        + "https://*.example.com";

    /// <summary>Lines in the runtime's place, and the one problem that they make.</summary>
    public static TheoryData<string, string> BadGrants => new()
    {
        { "secrets: KEY", "14:14: runtimes[0].secrets: expected a list, found text" },
        { "secrets: [A, [B]]", "14:18: runtimes[0].secrets[1]: expected text, found a list" },
        { "secrets: [A, ~]", "14:18: runtimes[0].secrets[1]: expected text, found nothing" },
        { "secrets: [api-key]", "14:15: runtimes[0].secrets[0]: 'api-key' is no name of a secret: "
            + "it takes letters, digits and '_', beginning with no digit" },
        { "secrets: [2FA]", "14:15: runtimes[0].secrets[0]: '2FA' is no name of a secret: "
            + "it takes letters, digits and '_', beginning with no digit" },
        { "secrets: ['']", "14:15: runtimes[0].secrets[0]: '' is no name of a secret: "
            + "it takes letters, digits and '_', beginning with no digit" },
        { "secrets: [JOBICO_KEY]", "14:15: runtimes[0].secrets[0]: the secret 'JOBICO_KEY' is not possible: "
            + "names that begin with JOBICO_ are Jobico's own" },
        { "secrets: [A, B, A]", "14:21: runtimes[0].secrets[2]: 'A' is given twice, first in line 14: remove one" },
        { "env: {A: x}\n    secrets: [A]", "15:15: runtimes[0].secrets[0]: 'A' is under 'env' already, "
            + "and a program can see only one of the two: remove one" },
        { "http: https://example.com", "14:11: runtimes[0].http: expected a list, found text" },
        { "http: [example.com]", "14:12: runtimes[0].http[0]: 'example.com' does not begin with https:// or http://: "
            + NoOrigin },
        { "http: [ftp://example.com]", "14:12: runtimes[0].http[0]: 'ftp://example.com' does not begin with "
            + $"https:// or http://: {NoOrigin}" },
        { "http: ['https://']", $"14:12: runtimes[0].http[0]: the origin has no host: {NoOrigin}" },
        { "http: ['https://:8080']", $"14:12: runtimes[0].http[0]: the origin has no host: {NoOrigin}" },
        { "http: [https://Example.com/]", "14:12: runtimes[0].http[0]: an origin has no path, query or fragment: "
            + "write 'https://example.com'" },
        { "http: ['http://a.b:81/v1?key=hidden']", "14:12: runtimes[0].http[0]: an origin has no path, query or "
            + "fragment: write 'http://a.b:81'" },
        { "http: ['https://a.b#x']", "14:12: runtimes[0].http[0]: an origin has no path, query or fragment: "
            + "write 'https://a.b'" },
        { "http: ['https://me:hidden@example.com']", "14:12: runtimes[0].http[0]: an origin has no user name or "
            + $"password in it, nor any other '@': {NoOrigin}" },
        { "http: ['https://a.b:0']", "14:12: runtimes[0].http[0]: '0' is no port: a port is a number from 1 to 65535" },
        { "http: ['https://a.b:65536']",
            "14:12: runtimes[0].http[0]: '65536' is no port: a port is a number from 1 to 65535" },
        { "http: ['https://a.b:']", "14:12: runtimes[0].http[0]: '' is no port: a port is a number from 1 to 65535" },
        { "http: ['https://*']", "14:12: runtimes[0].http[0]: '*' has a '*' where it can't be: "
            + "only the whole first label may be '*', as in *.example.com" },
        { "http: ['https://a.*.b']", "14:12: runtimes[0].http[0]: 'a.*.b' has a '*' where it can't be: "
            + "only the whole first label may be '*', as in *.example.com" },
        { "http: ['https://a*.b']", "14:12: runtimes[0].http[0]: 'a*.b' has a '*' where it can't be: "
            + "only the whole first label may be '*', as in *.example.com" },
        { "http: [https://exämple.com]", "14:12: runtimes[0].http[0]: 'exämple.com' has letters outside ASCII: "
            + "write the host as it is looked up, beginning with xn--" },
        { "http: [https://a..b]", $"14:12: runtimes[0].http[0]: 'a..b' is no host: {NoOrigin}" },
        { "http: [https://a.b.]", $"14:12: runtimes[0].http[0]: 'a.b.' is no host: {NoOrigin}" },
        { "http: [https://-a.b]", $"14:12: runtimes[0].http[0]: '-a.b' is no host: {NoOrigin}" },
        { "http: ['https://a b.c']", $"14:12: runtimes[0].http[0]: 'a b.c' is no host: {NoOrigin}" },
        { "http: ['http://127.1']", "14:12: runtimes[0].http[0]: '127.1' is no IPv4 address: "
            + "write four numbers from 0 to 255, as in 192.0.2.1" },
        { "http: ['http://0x7f000001']", "14:12: runtimes[0].http[0]: '0x7f000001' is no IPv4 address: "
            + "write four numbers from 0 to 255, as in 192.0.2.1" },
        { "http: ['http://010.0.0.1']", "14:12: runtimes[0].http[0]: '010.0.0.1' is no IPv4 address: "
            + "write four numbers from 0 to 255, as in 192.0.2.1" },
        { "http: ['http://*.0.0.1']", "14:12: runtimes[0].http[0]: '*.0.0.1' is no IPv4 address: "
            + "write four numbers from 0 to 255, as in 192.0.2.1" },
        { "http: ['http://[::1%lo]']", "14:12: runtimes[0].http[0]: '[::1%lo]' is no IPv6 address" },
        { "http: ['http://[127.0.0.1]']", "14:12: runtimes[0].http[0]: '[127.0.0.1]' is no IPv6 address" },
        { "http: ['http://[::1']", "14:12: runtimes[0].http[0]: '[::1' is no IPv6 address" },
        { "http: ['http://[::1]x']", "14:12: runtimes[0].http[0]: '[::1]x' is no IPv6 address" },
        { "http: [https://a.b, 'HTTPS://A.B:443']",
            "14:25: runtimes[0].http[1]: 'https://a.b' is given twice, first in line 14: remove one" },
        { "publish: placed", "14:14: runtimes[0].publish: expected a list, found text" },
        { "publish: [placed, placed]",
            "14:23: runtimes[0].publish[1]: 'placed' is given twice, first in line 14: remove one" },
        { "publish: [an event]", "14:15: runtimes[0].publish[0]: 'an event' is no id of an event: "
            + $"an id takes {Identifier.Rule}" },
        { "keyvalue: all", "14:15: runtimes[0].keyvalue: 'all' is not possible: "
            + "'keyvalue' takes none or read or write" },
        { "keyvalue: reed", "14:15: runtimes[0].keyvalue: 'reed' is not possible: "
            + "'keyvalue' takes none or read or write; did you mean 'read'?" },
        { "limits: {fuel: 0}", "14:20: runtimes[0].limits.fuel: '0' is not possible: "
            + "'fuel' takes a whole number from 1 to 1000000000000000" },
        { "limits: {fuel: 1e9}", "14:20: runtimes[0].limits.fuel: '1e9' is not possible: "
            + "'fuel' takes a whole number from 1 to 1000000000000000" },
        { "limits: {calls: -1}", "14:21: runtimes[0].limits.calls: '-1' is not possible: "
            + "'calls' takes a whole number from 0 to 1000000" },
        { "secret: [A]", "14:5: runtimes[0].secret: unknown key 'secret'; did you mean 'secrets'?" },
    };

    [Theory]
    [MemberData(nameof(BadGrants))]
    public void Read_OneBadGrant_ReportsThatOnly(string lines, string expected)
    {
        DefinitionReading reading = Read(lines);

        DefinitionProblem problem = Assert.Single(reading.Problems);
        Assert.Equal(expected, $"{problem.Line}:{problem.Column}: {problem.Path}: {problem.Message}");
        Assert.DoesNotContain("hidden", problem.Message, StringComparison.Ordinal);
        Assert.Null(reading.Definition);
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com")]
    [InlineData("HTTPS://API.Example.COM", "https://api.example.com")]
    [InlineData("https://api.example.com:443", "https://api.example.com")]
    [InlineData("http://api.example.com:443", "http://api.example.com:443")]
    [InlineData("http://api.example.com:080", "http://api.example.com")]
    [InlineData("https://api.example.com:8443", "https://api.example.com:8443")]
    [InlineData("https://*.Example.com", "https://*.example.com")]
    [InlineData("http://localhost:8080", "http://localhost:8080")]
    [InlineData("http://my_host", "http://my_host")]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:1")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("http://[2001:DB8:0:0::1]", "http://[2001:db8::1]")]
    [InlineData("https://xn--bcher-kva.example", "https://xn--bcher-kva.example")]
    public void Read_Origin_IsNormalised(string written, string kept) =>
        Assert.Equal([kept], Assert.Single(Read($"http: ['{written}']").Definition!.Runtimes).Http);

    [Theory]
    [InlineData("secrets", "S")]
    [InlineData("http", "https://h")]
    [InlineData("publish", "p")]
    public void Read_MoreItemsThanAre_SaysHowManyAreTheMost(string key, string item)
    {
        string List(int count) =>
            $"{key}: [{string.Join(", ", Enumerable.Range(0, count).Select(index => $"{item}{index}"))}]";

        Assert.Empty(Read(List(32)).Problems);
        DefinitionProblem problem = Assert.Single(Read(List(33)).Problems);
        Assert.Equal($"'{key}' has 33 items: 32 are the most", problem.Message);
    }

    [Fact]
    public void Read_SecretNameTooLong_SaysSo()
    {
        Assert.Empty(Read($"secrets: [{new string('A', 128)}]").Problems);
        Assert.EndsWith("has 129 characters: 128 are the most",
            Assert.Single(Read($"secrets: [{new string('A', 129)}]").Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoGrants_GrantsNothing()
    {
        RuntimeDefinition runtime =
            Assert.Single(Read("secrets:\n    http: []\n    publish: ~\n    keyvalue: none").Definition!.Runtimes);

        Assert.Empty(runtime.Secrets);
        Assert.Empty(runtime.Http);
        Assert.Empty(runtime.Publish);
        Assert.Equal(KeyValueAccess.None, runtime.KeyValue);
        Assert.Equal((null, 1_000), (runtime.Limits.Fuel, runtime.Limits.HostCalls));
    }

    private static DefinitionReading Read(string lines) => DefinitionReader.Read(
        Texts.Sound.Replace("  - id: greet\n", $"  - id: greet\n    {lines}\n", StringComparison.Ordinal));
}
