using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CsCheck;
using Goico.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Tests;

public sealed class SettingsTests : IDisposable
{
    private static readonly string[] NumericFlags = ["drain-timeout", "total-bytes", "workers", "limit", "level"];
    private readonly string _folder = Directory.CreateTempSubdirectory("goico-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Bind_SetEverywhere_FlagWinsOverEnvironmentOverFile()
    {
        SettingsResult<Sample>.Bound bound = Bound(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            FilePath = File("""{ "listen": ":1", "name": "file", "drainTimeout": "1s" }"""),
            Environment = Variables(("SAMPLE_LISTEN", ":2"), ("SAMPLE_DRAIN_TIMEOUT", "2s")),
            Flags = new Dictionary<string, string?> { ["listen"] = ":3", ["name"] = null },
        });

        Assert.Equal(":3", bound.Value.Listen);
        Assert.Equal("file", bound.Value.Name);
        Assert.Equal(TimeSpan.FromSeconds(2), bound.Value.DrainTimeout);
        Assert.Equal(7, bound.Value.Workers);
        Assert.Equal("--listen=:3", bound.Origins["Listen"]);
        Assert.Equal("SAMPLE_DRAIN_TIMEOUT=2s", bound.Origins["DrainTimeout"]);
        Assert.False(bound.Origins.ContainsKey("Workers"));
    }

    [Fact]
    public void Bind_EveryType_IsUnderstoodFromTheFile()
    {
        Sample value = Bound(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            Environment = Variables(),
            FilePath = File("""
                {
                  // said in any spelling
                  "allow-anonymous": true, "workers": 12, "BodyBytes": "64MiB", "total_bytes": 5000000000,
                  "drainTimeout": "1h30m", "level": "warning", "roles": ["listener", "queue"], "limit": null,
                }
                """),
        }).Value;

        Assert.True(value.AllowAnonymous);
        Assert.Equal(12, value.Workers);
        Assert.Equal(64 * 1024 * 1024, value.BodyBytes);
        Assert.Equal(5_000_000_000, value.TotalBytes);
        Assert.Equal(TimeSpan.FromMinutes(90), value.DrainTimeout);
        Assert.Equal(LogLevel.Warning, value.Level);
        Assert.Equal(["listener", "queue"], value.Roles);
        Assert.Null(value.Limit);
    }

    [Fact]
    public void Bind_MuchIsWrong_SaysAllOfItAtOnceWithItsOrigin()
    {
        string file = File("""{ "listn": ":1", "workers": 99, "zzzzzz": 1, "level": {}, "allowAnonymous": "maybe" }""");

        IReadOnlyList<string> errors = Errors(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            FilePath = file,
            Environment = Variables(("SAMPLE_DRAINTIMEOUT", "abc")),
            Flags = new Dictionary<string, string?> { ["body-bytes"] = "3GiB", ["level"] = "7" },
        });

        Assert.Equal(
            [
                $"{file}: level={{}}: expected a string, a number, true, false or a list of strings",
                $"{file}: listn=\":1\": no such setting; did you mean listen?",
                $"{file}: zzzzzz=1: no such setting; known are allowAnonymous, bodyBytes, drainTimeout, level, " +
                "limit, listen, name, roles, totalBytes, workers",
                $"{file}: workers=99: expected a value from 1 to 64",
                $"{file}: allowAnonymous=\"maybe\": expected true or false",
                "SAMPLE_DRAINTIMEOUT=abc: expected a duration such as 30s, 5m or 1h30m",
                "--body-bytes=3GiB: expected a size below 2 GiB such as 64MiB",
                "--level=7: expected one of Trace, Debug, Information, Warning, Error, Critical, None",
            ],
            errors);
    }

    [Fact]
    public void Bind_OfWhatMayBeConfidential_ShowsItNowhere()
    {
        string file = File("""{ "apiToken": "hidden1", "dbPassword": ["hidden2", {}] }""");

        SettingsResult<Sealed> wrong = new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            FilePath = file,
            Environment = Variables(("SAMPLE_SEAL_KEY", "hidden3"), ("SAMPLE_SEALKEY", "hidden4")),
            Flags = new Dictionary<string, string?> { ["client-secret"] = "hidden5" },
        }.Bind<Sealed>();
        SettingsResult<Sealed> misspelt = new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            Environment = Variables(("SAMPLE_SEAL_KEYS", "hidden6"), ("SAMPLE_SEAL_KEY", "hidden7")),
        }.Bind<Sealed>();

        IReadOnlyList<string> errors = Assert.IsType<SettingsResult<Sealed>.Invalid>(wrong).Errors;
        Assert.Equal(
            [
                $"{file}: dbPassword=(hidden): expected a string, a number, true, false or a list of strings",
                $"{file}: apiToken=(hidden): no such setting; known are sealKey",
                "SAMPLE_SEAL_KEY=(hidden): contradicts SAMPLE_SEALKEY=(hidden); set one of them",
                "--client-secret=(hidden): no such setting; known are sealKey",
            ],
            errors.Order(StringComparer.Ordinal).OrderBy(error => error.Contains("dbPassword") ? 0 : error.Contains("apiToken") ? 1 : error.StartsWith("SAMPLE", StringComparison.Ordinal) ? 2 : 3));
        var bound = Assert.IsType<SettingsResult<Sealed>.Bound>(misspelt);
        Assert.Equal("hidden7", bound.Value.SealKey);
        Assert.Equal("SAMPLE_SEAL_KEY=(hidden)", bound.Origins["SealKey"]);
        Assert.Equal(["SAMPLE_SEAL_KEYS=(hidden): no such setting; did you mean sealKey?"], bound.Warnings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Bind_RequiredTextIsEmpty_IsRefused(string text) =>
        Assert.Contains("not empty", Assert.Single(Errors(Flag("listen", text))), StringComparison.Ordinal);

    [Fact]
    public void Bind_NamedFileIsMissing_SaysWhoNamedIt()
    {
        string path = Path.Combine(_folder, "none.json");

        string byFlag = Assert.Single(Errors(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            FilePath = path,
            Environment = Variables(),
        }));
        string byVariable = Assert.Single(Errors(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            Environment = Variables(("SAMPLE_CONFIG", path)),
        }));

        Assert.StartsWith($"--config={path}: the file does not exist", byFlag, StringComparison.Ordinal);
        Assert.StartsWith($"SAMPLE_CONFIG={path}: the file does not exist", byVariable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"listen\": \n oops }", ":2:")]
    [InlineData("[]", "expected a JSON object")]
    [InlineData("", ":1:1: not JSON")]
    [InlineData("""{ "listen": ":1", "LISTEN": ":2" }""", "given twice")]
    [InlineData("""{ "roles": [1] }""", "expected a string")]
    public void Bind_FileIsNotSettings_SaysWhere(string content, string expected)
    {
        string error = Errors(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            FilePath = File(content),
            Environment = Variables(),
        })[0];

        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_VariablesOfOthers_WarnOnlyWhereNearlyASetting()
    {
        SettingsResult<Sample>.Bound bound = Bound(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            Environment = Variables(("SAMPLE_LISTN", ":1"), ("SAMPLE_HOMEFOLDER", "/x"), ("SAMPLE_NAME", "")),
        });

        Assert.Equal(["SAMPLE_LISTN=:1: no such setting; did you mean listen?"], bound.Warnings);
        Assert.Null(bound.Value.Name);
    }

    [Fact]
    public void Bind_TwoVariablesForOneSetting_ContradictEachOther()
    {
        IReadOnlyList<string> errors = Errors(new SettingsSource
        {
            EnvironmentPrefix = "SAMPLE",
            Environment = Variables(("SAMPLE_DRAINTIMEOUT", "1s"), ("SAMPLE_DRAIN_TIMEOUT", "2s")),
        });

        Assert.Contains("contradicts", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("2d", 172_800_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("0", 0)]
    public void Bind_Duration_IsUnderstood(string text, double milliseconds)
    {
        SettingsResult<Sample>.Bound bound = Bound(Flag("drain-timeout", text));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), bound.Value.DrainTimeout);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("-1s")]
    [InlineData("s")]
    [InlineData("1s1m")]
    [InlineData("1s2s")]
    [InlineData("1.2.3s")]
    [InlineData("1y")]
    [InlineData("99999999999999999999d")]
    public void Bind_NoDuration_IsRefused(string text)
    {
        string error = Assert.Single(Errors(Flag("drain-timeout", text)));

        Assert.StartsWith($"--drain-timeout={text}: expected a duration", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1.5KiB", 1536)]
    [InlineData("2 MB", 2_000_000)]
    [InlineData("7b", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Bind_Size_IsUnderstood(string text, long bytes) =>
        Assert.Equal(bytes, Bound(Flag("total-bytes", text)).Value.TotalBytes);

    [Theory]
    [InlineData("MiB")]
    [InlineData("-1")]
    [InlineData("1XB")]
    [InlineData("9223372036854775808")]
    [InlineData("8388608TiB")]
    public void Bind_NoSize_IsRefused(string text) =>
        Assert.Contains("expected a size", Assert.Single(Errors(Flag("total-bytes", text))), StringComparison.Ordinal);

    [Fact]
    public void Bind_AnyText_IsBoundOrExplainedNeverAFault() =>
        Gen.Select(Gen.Int[0, NumericFlags.Length - 1].Select(i => NumericFlags[i]), Gen.String).Sample(
            (key, text) => new SettingsSource
            {
                EnvironmentPrefix = "SAMPLE",
                Environment = Variables(),
                Flags = new Dictionary<string, string?> { [key] = text },
            }.Bind<Sample>() is SettingsResult<Sample>.Bound or SettingsResult<Sample>.Invalid { Errors.Count: 1 });

    [Fact]
    public void Bind_WrittenDuration_ReadsBackTheSame() =>
        Gen.Long[0, 1_000_000_000].Sample(milliseconds =>
        {
            TimeSpan duration = TimeSpan.FromMilliseconds(milliseconds);
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"{duration.Days}d{duration.Hours}h{duration.Minutes}m{duration.Seconds}s{duration.Milliseconds}ms");
            return Bound(Flag("drain-timeout", text)).Value.DrainTimeout == duration;
        });

    private static SettingsSource Flag(string name, string value) => new()
    {
        EnvironmentPrefix = "SAMPLE",
        Environment = Variables(),
        Flags = new Dictionary<string, string?> { [name] = value },
    };

    private static SettingsResult<Sample>.Bound Bound(SettingsSource source) =>
        Assert.IsType<SettingsResult<Sample>.Bound>(source.Bind<Sample>());

    private static IReadOnlyList<string> Errors(SettingsSource source) =>
        Assert.IsType<SettingsResult<Sample>.Invalid>(source.Bind<Sample>()).Errors;

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(v => v.Name, v => v.Value);

    private string File(string content)
    {
        string path = Path.Combine(_folder, "settings.json");
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    private sealed class Sample
    {
        [Required]
        public string Listen { get; set; } = ":8080";

        public string? Name { get; set; }

        public bool AllowAnonymous { get; set; }

        [Range(1, 64)]
        public int Workers { get; set; } = 7;

        public int BodyBytes { get; set; }

        public long TotalBytes { get; init; }

        public int? Limit { get; set; }

        public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

        public LogLevel Level { get; set; } = LogLevel.Information;

        public IReadOnlyList<string> Roles { get; set; } = [];

        public string Computed => Listen + Name;
    }

    private sealed class Sealed
    {
        public string? SealKey { get; set; }
    }
}
