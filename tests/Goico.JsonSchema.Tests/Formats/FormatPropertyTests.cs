using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace Goico.JsonSchema.Tests.Formats;

public sealed class FormatPropertyTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, JsonSchema> s_schemas =
        FormatTests.All.Select(row => row.Data).ToDictionary(format => format, format => FormatCheck.Compile(format));

    private static readonly Dictionary<string, Regex> s_grammars = new()
    {
        ["time"] = FormatGrammar.Time,
        ["duration"] = FormatGrammar.Duration,
        ["ipv4"] = FormatGrammar.IPv4,
        ["ipv6"] = FormatGrammar.IPv6,
        ["uri"] = FormatGrammar.Uri,
        ["uri-reference"] = FormatGrammar.UriReference,
        ["iri"] = FormatGrammar.Iri,
        ["iri-reference"] = FormatGrammar.IriReference,
        ["uri-template"] = FormatGrammar.UriTemplate,
        ["uuid"] = FormatGrammar.Uuid,
        ["json-pointer"] = FormatGrammar.JsonPointer,
        ["relative-json-pointer"] = FormatGrammar.RelativeJsonPointer,
        ["hostname"] = FormatGrammar.Hostname,
        ["email"] = FormatGrammar.Email,
    };

    [Theory]
    [MemberData(nameof(FormatTests.All), MemberType = typeof(FormatTests))]
    public void Validate_TextsByTheGrammar_AreAccepted(string format) =>
        Gen.Int.Sample(seed =>
        {
            string? text = new RandomFormatText(seed).Valid(format);
            Assert.True(text is null || s_schemas[format].Accepts(text), $"{format} refused {text}");
        }, iter: 2_000, threads: 1);

    [Theory]
    [MemberData(nameof(Grammars))]
    public void Validate_RandomTexts_AgreesWithTheGrammarOfTheRfc(string format)
    {
        int valid = 0;
        int invalid = 0;
        Gen.Int.Sample(seed =>
        {
            var random = new RandomFormatText(seed);
            foreach (string text in new[] { random.Valid(format)!, random.Change(random.Valid(format)!), random.Any() })
            {
                if (IsBeyondExpressions(format, text))
                    continue;
                bool expected = s_grammars[format].IsMatch(text);
                Assert.True(expected == s_schemas[format].Accepts(text), $"{format} on '{text}': expected {expected}");
                valid += expected ? 1 : 0;
                invalid += expected ? 0 : 1;
            }
        }, iter: 3_000, threads: 1);
        output.WriteLine($"{valid} valid, {invalid} invalid");
        Assert.True(valid > 2_000 && invalid > 500, $"{valid}, {invalid}");
    }

    public static TheoryData<string> Grammars => [.. s_grammars.Keys];

    [Fact]
    public void Validate_RandomAddresses_AgreesWithTheFramework() =>
        Gen.Int.Sample(seed =>
        {
            var random = new RandomFormatText(seed);
            string four = random.Change(random.Valid("ipv4")!);
            // The framework also takes octal, hexadecimal and fewer parts, none of which comes back as it went in.
            bool isFour = IPAddress.TryParse(four, out IPAddress? address)
                && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == four;
            Assert.True(isFour == s_schemas["ipv4"].Accepts(four), $"{four}: expected {isFour}");
            string six = random.Change(random.Valid("ipv6")!);
            // It takes zones, brackets and ports, too.
            if (!six.All(c => char.IsAsciiHexDigit(c) || c == ':'))
                return;
            bool isSix = IPAddress.TryParse(six, out address) && address.AddressFamily == AddressFamily.InterNetworkV6;
            Assert.True(isSix == s_schemas["ipv6"].Accepts(six), $"{six}: expected {isSix}");
        }, iter: 20_000, threads: 1);

    [Fact]
    public void Validate_RandomDatesAndTimes_AgreesWithTheFramework() =>
        Gen.Int.Sample(seed =>
        {
            var random = new RandomFormatText(seed);
            string date = random.Change(random.Valid("date")!);
            // It has no year 0.
            bool isDate = DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                || (date.StartsWith("0000", StringComparison.Ordinal) && s_schemas["date"].Accepts("2000" + date[4..]));
            Assert.True(isDate == s_schemas["date"].Accepts(date), $"{date}: expected {isDate}");
            string time = random.Valid("time")!;
            bool isTime = s_schemas["time"].Accepts(time = random.Change(time));
            // A date-time is a date, a T, and a time.
            Assert.Equal(isDate && isTime, s_schemas["date-time"].Accepts($"{date}T{time}"));
        }, iter: 10_000, threads: 1);

    [Fact]
    public void Validate_AnyText_NeverThrowsAndIsToldTheSameTwice() =>
        Gen.Int.Sample(seed =>
        {
            var random = new RandomFormatText(seed);
            foreach ((string format, JsonSchema schema) in s_schemas)
            {
                string text = random.Any();
                foreach (string each in new[] { text, random.Change(random.Valid(format) ?? text) })
                {
                    byte[] json = [.. "\""u8, .. Encoding.UTF8.GetBytes(each), .. "\""u8];
                    SchemaVerdict verdict = schema.Validate(json);
                    Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
                    // Any byte at any place: not UTF-8, perhaps, or the end of the string.
                    json[(seed & 0xFFFF) % json.Length] = (byte)(seed >> 8);
                    verdict = schema.Validate(json);
                    Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
                }
            }
        }, iter: 2_000, threads: 1);

    [Fact]
    public void Validate_ValidText_AllocatesNothing()
    {
        // A regular expression is translated to see whether it is one.
        foreach ((string format, JsonSchema schema) in s_schemas.Where(s => s.Key != "regex"))
        {
            string[] beyondAscii = format switch
            {
                "idn-hostname" => ["bücher.example", "xn--bcher-kva", "क्\u200dष.ệ", "q\u0323\u0307"],
                "idn-email" => ["é@bücher.example"],
                "iri" => ["http://é/é?\ue000#é"],
                _ => [],
            };
            foreach (string text in beyondAscii.Append(new RandomFormatText(1).Valid(format)!))
            {
                byte[] json = Encoding.UTF8.GetBytes($"\"{text}\"");
                Assert.True(schema.Validate(json).IsValid, $"{format}: {text}");
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++)
                    schema.Validate(json);
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100, $"{format} allocates for {text}");
            }
        }
    }

    [Fact]
    public void Validate_RandomLabels_AreValidWhereTheirEncodingIs()
    {
        int valid = 0;
        Gen.Int.Sample(seed =>
        {
            string label = RandomLabel(new Random(seed));
            if (Ascii.IsValid(label))
                return;
            bool accepted = s_schemas["idn-hostname"].Accepts(label);
            string encoded = $"xn--{HostFormatTests.Punycode.Encode(label)}";
            Assert.True(accepted == s_schemas["hostname"].Accepts(encoded), $"{label} or {encoded}: {accepted}");
            Assert.Equal(accepted, s_schemas["idn-hostname"].Accepts(encoded));
            Assert.Equal(accepted, s_schemas["idn-hostname"].Accepts($"a.{label}"));
            valid += accepted ? 1 : 0;
        }, iter: 10_000, threads: 1);
        output.WriteLine($"{valid} valid");
        Assert.True(valid > 1_000, $"{valid}");
    }

    [Fact]
    public void Validate_EveryCodePoint_IsInNoLabelUnlessALetterDigitOrMark()
    {
        JsonSchema schema = s_schemas["idn-hostname"];
        int valid = 0;
        for (int codePoint = 0x80; codePoint <= 0x10FFFF; codePoint++)
        {
            if (codePoint is >= 0xD800 and <= 0xDFFF || !schema.Accepts($"a{new Rune(codePoint)}"))
                continue;
            valid++;
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
            Assert.True(category is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
                // The exceptions, and the script whose small letters fold to its capitals.
                || codePoint is 0x3007 or 0x0F0B or 0x06FD or 0x06FE or (>= 0x13A0 and <= 0x13F5), $"U+{codePoint:X4} is {category}");
        }

        // Most of what Unicode has are letters that stand alone; those from right to left can't follow an 'a'.
        Assert.InRange(valid, 120_000, 160_000);
    }

    /// <summary>Leap seconds depend on the offset, encoded labels on IDNA; IPv6 is tested by itself.</summary>
    private static bool IsBeyondExpressions(string format, string text) => format switch
    {
        "time" => text.Contains(":60", StringComparison.Ordinal),
        "hostname" => text.Contains("xn--", StringComparison.OrdinalIgnoreCase),
        "email" => text.Contains("xn--", StringComparison.OrdinalIgnoreCase)
            || text.Contains("IPv6:", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static string RandomLabel(Random random)
    {
        int[] starts = [0xE9, 0x3B1, 0x430, 0x5D0, 0x628, 0x915, 0x3042, 0x4E00, 0xAC00, 0x10D, 0x20000];
        int start = starts[random.Next(starts.Length)];
        var label = new StringBuilder();
        for (int left = random.Next(1, 22); left > 0; left--)
        {
            int codePoint = random.Next(14) switch
            {
                < 8 => start + random.Next(5),
                8 => 'a' + random.Next(26),
                9 => '0' + random.Next(10),
                10 => "·͵׳״・-\u200c\u200d"[random.Next(8)],
                11 => 0x300 + random.Next(0x30),
                12 => 0x94D,
                _ => random.Next(0x80, 0xD800),
            };
            label.Append(new Rune(codePoint).ToString());
        }

        return label.ToString();
    }
}
