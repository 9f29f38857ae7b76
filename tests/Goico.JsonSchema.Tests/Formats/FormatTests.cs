namespace Goico.JsonSchema.Tests.Formats;

/// <summary>Formats but those of URIs and host names, which have their own.</summary>
public sealed class FormatTests
{
    public static TheoryData<string> All =>
    [
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6",
        "uri", "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "json-pointer",
        "relative-json-pointer", "regex",
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Validate_FormatOfAnyDraft_IsAssertedInEveryDraft(string format)
    {
        // A text of no format, each for its own reason: '%' and '(' are closed nowhere, '\' stands at the end.
        const string Text = "\"(\\u0000 %~{^\\\\\"";
        string schema = $$"""{"format":"{{format}}"}""";
        foreach (SchemaDraft draft in Enum.GetValues<SchemaDraft>())
        {
            var options = new SchemaOptions { DefaultDraft = draft };
            Assert.Equal("format", Check.Outcome(schema, Text, options));
            Assert.Equal("", Check.Outcome(schema, Text, options with { AssertFormats = false }));
            foreach (string other in new[] { "12", "1.5", "{}", "[\"~~\"]", "null", "true" })
                Assert.Equal("", Check.Outcome(schema, other, options));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Validate_TextOfAnotherFormat_IsToldWhatItMustBe(string format)
    {
        SchemaVerdict verdict = Check.Validate($$"""{"format":"{{format}}"}""", "\"(\\u0000 %~{^\\\\\"");
        string message = Assert.Single(verdict.Violations).Message;
        Assert.StartsWith("must be ", message, StringComparison.Ordinal);
        string demand = message[..message.IndexOf(", was ", StringComparison.Ordinal)];
        string example = demand[(demand.IndexOf("such as ", StringComparison.Ordinal) + "such as ".Length)..];
        Assert.True(FormatCheck.Compile(format).Accepts(example), $"{format} refuses its own example {example}");
    }

    [Theory]
    [InlineData("ip-address")]
    [InlineData("host-name")]
    [InlineData("color")]
    [InlineData("DATE-TIME")]
    [InlineData("")]
    public void Validate_NameThatNoDraftFrom4OnDefines_MeansNothing(string format) =>
        Assert.Equal("", Check.Outcome($$"""{"format":"{{format}}"}""", "\"?\""));

    [Fact]
    public void Validate_DateTime_FollowsRfc3339() => FormatCheck.Tells("date-time",
        good:
        [
            "2026-11-23T20:15:00Z", "1963-06-19T08:30:06.283185Z", "1963-06-19T08:30:06Z", "1937-01-01T12:00:27.87+00:20",
            "1990-12-31T15:59:50.123-08:00", "1998-12-31T23:59:60Z", "1998-12-31T15:59:60.123-08:00",
            "1963-06-19t08:30:06.28z", "0000-01-01T00:00:00-00:00", "9999-12-31T23:59:59.999999999999999Z",
            "2024-02-29T00:00:00Z", "2000-02-29T23:59:59+23:59", "2026-04-30T12:00:00-23:59", "2017-01-01T05:29:60+05:30",
            "1998-12-31T23:59:60.9Z",
        ],
        bad:
        [
            "", "2026-02-29T00:00:00Z", "1998-12-31T22:59:60Z", "1998-12-31T23:58:60Z", "1998-12-31T23:59:61Z",
            "2026-11-23T20:15:00", "2026-11-23_20:15:00Z", "2026-11-23 20:15:00Z", "2026-11-23T24:00:00Z",
            "2026-11-23T20:60:00Z", "2026-11-23T20:15:00+24:00", "2026-11-23T20:15:00+00:60", "2026-11-23T20:15:00.Z",
            "2026-11-23T20:15Z", "2026-11-23T20:15:00+0100", "2026-11-23T20:15:00+01", "2026-11-23T20:15:00,5Z",
            "2026-11-23T20:15:00Z ", " 2026-11-23T20:15:00Z", "2026-11-23T20:15:00Z\n", "2026-11-23T20:15:00ZZ",
            "1963-06-1৪T00:00:00Z", "1963-06-11T0৪:00:00Z", "+11963-06-19T08:30:06Z", "2013-350T01:01:01Z",
            "06/19/1963 08:30:06 PST", "1963-6-19T08:30:06Z", "1990-02-31T15:59:59.123-08:00", "2026-11-23", "20:15:00Z",
            "2026-11-23T20:15:00~00:00", "2026-11-23T20:15:00 Z", "2026-11-23T-1:15:00Z", "2026-11-23T20:15:00+-1:00",
        ]);

    [Fact]
    public void Validate_Date_FollowsTheCalendar() => FormatCheck.Tells("date",
        good:
        [
            "1963-06-19", "2024-02-29", "2000-02-29", "2020-01-31", "2021-02-28", "2020-03-31", "2020-04-30", "2020-05-31",
            "2020-06-30", "2020-07-31", "2020-08-31", "2020-09-30", "2020-10-31", "2020-11-30", "2020-12-31", "0000-02-29",
            "9999-12-31", "0001-01-01",
        ],
        bad:
        [
            "", "1900-02-29", "2021-02-29", "2020-01-32", "2020-02-30", "2020-03-32", "2020-04-31", "2020-05-32", "2020-06-31",
            "2020-07-32", "2020-08-32", "2020-09-31", "2020-10-32", "2020-11-31", "2020-12-32", "2026-13-01", "2026-00-01",
            "2026-01-00", "2026-1-01", "2026-01-1", "20260-01-1", "20260101", "2026-W01", "2013-350", "06/19/1963", "998-01-01",
            "১৯৬৩-০৬-১৯", "1963-06-1৪", "2026-01-01 ", "2026-01-01Z", "2026-01-01T", "2026/01/01", "-001-01-01", "2026-01--1",
            "2026-01-+1",
        ]);

    [Fact]
    public void Validate_Time_FollowsRfc3339() => FormatCheck.Tells("time",
        good:
        [
            "00:00:00Z", "08:30:06z", "23:59:59.999+05:30", "08:30:06-08:00", "12:34:56-00:00", "23:20:50.52Z", "23:59:60Z",
            "23:59:60+00:00", "01:29:60+01:30", "23:29:60+23:30", "15:59:60-08:00", "00:29:60-23:30", "23:59:59+23:59",
            "00:00:00.000000000000000000000001Z",
        ],
        bad:
        [
            "", "00:00:00", "12:00:00.52", "24:00:00Z", "00:60:00Z", "00:00:61Z", "12:00Z", "22:59:60Z", "23:58:60Z",
            "23:59:60+01:00", "23:59:60+00:30", "23:59:60-01:00", "23:59:60-00:30", "08:30:06+0130", "08:30:06+01",
            "01:02:03+24:00", "01:02:03+00:60", "01:02:03Z+00:30", "08:30:06 PST", "01:01:01,1111", "01:01:01,1Z", "008:030:006Z",
            "8:3:6Z", "8:0030:6Z", "08:30:06-8:000", "1২:00:00Z", "08:30:06#00:20", "ab:cd:efZ", "2020-11-28T23:55:45Z",
            "08:30:06.Z", "08-30-06Z", "08:30:06Z\n", "08:30:06.1.2Z", "08:30:06+00 20", "08:30:06+00:2", "08:30:06+00:200",
        ]);

    [Fact]
    public void Validate_Duration_FollowsRfc3339AppendixA() => FormatCheck.Tells("duration",
        good:
        [
            "P4DT12H30M5S", "P4Y", "P0D", "PT0S", "P1M", "PT1M", "PT36H", "P1DT12H", "P2W", "P1Y2M3D", "P1M2D", "PT1H2M3S", "PT2M3S",
            "P1Y2M3DT4H5M6S", "P1YT1S", "P0W", "P99999999999999999999D", "P007D",
        ],
        bad:
        [
            "", "P", "PT", "T", "P1YT", "P1DT", "P2D1Y", "P1D2H", "4DT1H", "P1Y2W", "P2W1D", "P1", "P12", "PT1D", "P1Y1D", "PT1H1S",
            "P1S", "PT1Y", "P1H", "P0.5Y", "P1,5D", "PT0.5S", "-P1D", "P-1D", "P+1D", "p1d", "P1d", "P 1D", "P1D ", " P1D", "P1DT1H\n", "PYMD",
            "P1YY", "PT1M1M", "P২Y", "PW", "P1WT1H", "P1Y-2M", "P0003-06-04T12:30:05",
        ]);

    [Fact]
    public void Validate_IPv4_IsDottedDecimal() => FormatCheck.Tells("ipv4",
        good:
        [
            "192.168.0.1", "0.0.0.0", "255.255.255.255", "127.0.0.1", "87.10.0.1", "10.0.0.10", "1.2.3.4", "100.200.100.200",
            "249.250.199.9",
        ],
        bad:
        [
            "", "256.0.0.1", "0.0.0.256", "1.2.3", "1.2.3.4.5", "1.2.3.4.", ".1.2.3.4", "1..2.3", "...", "01.2.3.4", "1.2.3.04", "00.0.0.0",
            "087.10.0.1", "1.2.3.0x4", "0x7f000001", "2130706433", "1.2.3.", "1.2.3.4/8", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "1.2.3.-4",
            "1.2.3.+4", "1২7.0.0.1", "1.2.3.1000", "1.2.3.a", "1,2,3,4", "::1", "localhost", "4294967296.1.1.1", "1.2.3.4294967297",
        ]);

    [Fact]
    public void Validate_IPv6_FollowsRfc4291() => FormatCheck.Tells("ipv6",
        good:
        [
            "::1", "::", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.168.0.1", "1:2:3:4:5:6:1.2.3.4", "1::", "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8", "1:2:3:4:5:6::8", "::abef", "::ABEF", "FFFF:ffff:FfFf:0:00:000:0000:1", "d6::",
            "1:d6::42", "1::d6:192.168.0.1", "1:2::192.168.0.1", "1:2:3:4:5::1.2.3.4", "::42:ff:1", "1000:1000:1000:1000:1000:1000:255.255.255.255",
            "64:ff9b::192.0.2.33",
        ],
        bad:
        [
            "", ":", ":::", "12345::", "::12345", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":1", "1:", "1::2:", ":1::2", "::1%", "fe80::a%eth1",
            "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "1:2:3:4:5:6::1.2.3.4", "::1.2.3", "::1.2.3.4.5", "::1.2.3.256", "::01.2.3.4", "1.2.3.4",
            "1.2.3.4::", "::1.2.3.4:1", "1:2:3:4:5:6:7::8", "::1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8::", "::laptop", "::g", "1:2::192.168.ff.1", "fe80::/64",
            " ::1", "::1 ", "::1\n", "[::1]", "2001:db8:::1", "1:2:3:4:5:6:7:৪", "::-1", "1:1:1:1:1:1:1:1:", ":2:3:4:5:6:7:8", "::.1", "1::1.2.3.4.", "100:100:100:100:100:100:255.255.255.255.255",
        ]);

    [Fact]
    public void Validate_Uuid_IsFiveGroupsOfHexDigits() => FormatCheck.Tells("uuid",
        good:
        [
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380", "2eb8aa08-aa98-11ea-b4aa-73b441d16380", "2eb8aa08-AA98-11ea-B4Aa-73B441D16380",
            "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "98d80576-482e-427f-8434-7f86890ab222",
            "99c17cbb-656f-564a-940f-1a4520f03487", "99c17cbb-656f-664a-940f-1a4520f03487", "99c17cbb-656f-f64a-940f-1a4520f03487",
            "01234567-89ab-cdef-ABCD-EF0123456789",
        ],
        bad:
        [
            "", "2eb8aa08-aa98-11ea-b4aa-73b441d1638", "2eb8aa08-aa98-11ea-b4aa-73b441d163800", "2eb8aa08-aa98-11ea-73b441d16380",
            "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08aa98-11ea-b4aa73b441d16380-", "2eb8aa08-aa9811ea-b4aa73b441-d16380",
            "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380", "2eb8aa08-aa98-11ea-b4aa73b441d16380-", "-eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g", "2eb8aa0G-aa98-11ea-b4aa-73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638/",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638:", "2eb8aa08-aa98-11ea-b4aa-73b441d1638@", "2eb8aa08-aa98-11ea-b4aa-73b441d1638`",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638\u0010", "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}", "urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2eb8aa08_aa98_11ea_b4aa_73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d163é", "2eb8aa08-aa98-11ea-b4aa-73b441d16380\n",
            "2eb8aa08\raa98-11ea-b4aa-73b441d16380", " eb8aa08-aa98-11ea-b4aa-73b441d16380",
        ]);

    [Fact]
    public void Validate_JsonPointer_FollowsRfc6901() => FormatCheck.Tells("json-pointer",
        good:
        [
            "", "/", "/foo", "/foo/0", "/foo/bar~0/baz~1/%a", "/foo//bar", "/foo/bar/", "//", "/~01", "/~10", "/a~1b", "/c%d", "/e^f", "/g|h", "/i\\j",
            "/k\"l", "/ ", "/m~0n", "/foo/-", "/foo/-/bar", "/~1~0~0~1~1", "/é😎", "/a\u0000b\n",
        ],
        bad: ["a", "0", "a/a", "#", "#/", "#/a", "#a", "/~", "/~2", "/a~", "/~-1", "/foo/bar~", "/~0~", "/~0/~", "/~1.1~", "/~~", "/~é", " /a", "~0"]);

    [Fact]
    public void Validate_RelativeJsonPointer_StartsWithANumber()
    {
        string[] good =
            ["0", "1", "100", "0/foo/bar", "2/0/baz/1/zip", "0#", "10#", "120/foo/bar", "0//", "0/", "1/~0~1", "99999999999999999999/a"];
        string[] bad =
        [
            "", "/foo/bar", "-1/foo/bar", "+1/foo/bar", "0##", "1#/foo", "01/a", "01#", "00", "#", "1a", "1/~", "0/~2", "0/foo~", "1\n", " 1",
            "٠/foo", "1.0", "1/a#~", "0+", "0-/a", "0+#", "1++1", "1+01", "1+0", "1-a", "1+1+1", "+1", "1 +1",
        ];
        FormatCheck.Tells("relative-json-pointer", good, bad);
        // Draft 2020-12 cites the revision that steps among items.
        string[] adjusted = ["0+1", "0-1", "1-10/foo", "0+1#", "2+1/0/~1"];
        FormatCheck.Tells("relative-json-pointer", good: adjusted, bad: []);
        foreach (SchemaDraft draft in new[] { SchemaDraft.Draft201909, SchemaDraft.Draft7 })
            FormatCheck.Tells("relative-json-pointer", good, [.. bad, .. adjusted], draft);
    }

    [Fact]
    public void Validate_Regex_FollowsEcma262() => FormatCheck.Tells("regex",
        good:
        [
            "([abc])+\\s+$", "^(?=a)b\\1", "\\bfoo", "(?<n>a)\\k<n>", "\\p{Script=Greek}", "", "a|", "[^]", "^\\cA$", "\\d{2,}?", "[\\w-]+", "\\u{1F600}",
            "\\-a|é",
        ],
        bad: ["^(abc]", "\\a", "[z-a]", "a**", "(?x)", "{1}", "(", ")", "[", "*", "a{2,1}", "^\\S(|(.|\\n)*\\S)\\Z"]);
}
