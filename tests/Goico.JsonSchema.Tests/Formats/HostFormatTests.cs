using System.Text;

namespace Goico.JsonSchema.Tests.Formats;

/// <summary>Host names, of ASCII and of any script (IDNA2008), and the mailboxes that have them.</summary>
public sealed class HostFormatTests
{
    private static readonly string s_label63 = new('a', 63);
    private static readonly string s_name253 = $"{s_label63}.{s_label63}.{s_label63}.{new string('a', 61)}";

    private static readonly string[] s_hosts =
    [
        "www.example.com", "a", "1", "1host", "h-h", "host-name", "h0stn4me", "WWW.EXAMPLE.COM", "a--b.com", "a.b.c.d.e.f", "127.0.0.1", "3com.example", "a-b-c",
        "xn--4gbwdl.xn--wgbh1c", "xn--9n2bp8q.xn--9t4b11yi5a", "XN--9N2BP8Q", "xn--Bcher-Kva.example",
    ];

    private static readonly string[] s_notHosts =
    [
        "", ".", "..", "-", "-bad", "bad-", "-bad-", "a..b", ".a", "a.", "a.-b", "a-.b", "under_score", "a b", " a", "a ", "a\n", "a/b", "a:80", "a@b", "*.a", "ab--cd", "xn--", "xn--X", "xn--a", "yn--a", "1n--a",
        "xn--example-", "xn---9uc", "xn--a-", "xn---", "xn--99999999", "xn--\u00e9", "a\u0000b", "xn--7a", "xn--999999", "xn--9n2bp8q.xn--", "XN--aa---o47jg78q", "xn--a-ecp.ru-", "xn--0000h",
    ];

    // Each a U-label and its A-label without the prefix; the longer ones are from RFC 3492, section 7.1, in lower case.
    private static readonly (string Unicode, string Punycode)[] s_labels =
    [
        ("bücher", "bcher-kva"), ("实例", "fsq270a"), ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"), ("他們爲什麽不說中文", "ihqwctvzc91f659drss3x8bo0yb"),
        ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"), ("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b"),
        ("यहलोगहिन्दीक्योंनहींबोलसकतेहैं", "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd"), ("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa"),
        ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"), ("tạisaohọkhôngthểchỉnóitiếngviệt", "tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
        ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"), ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"), ("パフィーdeルンバ", "de-jg4avhby1noc0d"), ("そのスピードで", "d9juau41awczczp"),
        ("ßς་〇", "zca29lwxobi7a"), ("۽۾", "qmbc"), ("l·l", "ll-0ea"), ("α͵β", "wva3je"), ("א׳ב", "4dbc5h"), ("א״ב", "4dbc8h"), ("・ぁ", "k8j5u"), ("・ァ", "bck0j"), ("・丈", "vek778f"), ("ب٠ب", "ngba1o"),
        ("۰0", "0-gyc"), ("क्\u200dष", "11b2ezcw70k"), ("क्\u200cष", "11b2ezcs70k"), ("بي\u200cبي", "ngba5hb2804a"), ("𐌀", "097c"), ("a-é", "a--cja"),
    ];

    // Labels that IDNA2008 refuses, each with its reason.
    private static readonly string[] s_badLabels =
    [
        // Not lower case, compatibility characters, symbols, unassigned, ignorable, private use, old Hangul.
        "Bücher", "É", "ﬁé", "ａé", "é!", "é_", "é é", "é♥", "é😀", "é\u0378", "é\u00ad", "é\ue000", "é\ufffe", "\u1100\u1161", "\u115f", "é\u034f", "é\ufe0f", "é\u2060", "é\u20d0", "²é", "Åé", "ſé", "〮é", "é/", "é@", "é\u0000", "é:1",
        // Exceptions of RFC 5892, section 2.6.
        "ـߺ", "〱〲〳〴〵〮〯〻",
        // Hyphens, and marks in front.
        "-é", "é-", "-", "ab--é", "éé--é", "\u0300é", "\u0903hello", "\u0488hello", "\u0301", "실\u302e례",
        // Not in Normalization Form C: what could compose, marks out of order, and what composes after reordering.
        "cafe\u0301", "e\u0301\u0323", "q\u0307\u0323", "ê\u0323", "か\u3099", "\u09c7\u09be\u0995", "ক\u09c7\u09be", "\u0928\u093c", "a\u0323\u0302é", "ẹ\u0302",
        // Context.
        "a·l", "·l", "l·a", "l·", "l·é", "α͵", "α͵s", "͵", "α͵ב", "a׳ב", "׳ב", "a״ב", "״ב", "def・abc", "・", "・é", "ب٠۰", "۰٠", "क\u200dष", "\u200dष", "क\u200cष", "\u200c", "é\u200c", "क्\u200cषx\u200cy", "ا\u200cب", "ب\u200c", "ب\u200ca", "ب\u200d",
        // The Bidi rule.
        "0ا", "aא", "אa", "א0٠", "א-", "١א", "àא", "אé",
    ];

    [Theory]
    [InlineData(SchemaDraft.Draft202012)]
    [InlineData(SchemaDraft.Draft201909)]
    [InlineData(SchemaDraft.Draft7)]
    public void Validate_Hostname_FollowsRfc1123AndItsALabelsRfc5890(SchemaDraft draft) => FormatCheck.Tells("hostname",
        [.. s_hosts, s_label63, s_name253, .. s_labels.Select(l => $"a.xn--{l.Punycode}.b")],
        [
            .. s_notHosts, s_label63 + "a", s_name253 + "a", "é.com", "a。b", "a．b", "a｡b", "1ে", "\u212aelvin.example.com", .. s_labels.Select(l => l.Unicode),
        ], draft);

    [Theory]
    [InlineData(SchemaDraft.Draft6)]
    [InlineData(SchemaDraft.Draft4)]
    public void Validate_HostnameOfOlderDrafts_KnowsNoEncodedLabels(SchemaDraft draft) => FormatCheck.Tells("hostname",
        [.. s_hosts, s_label63, s_name253, "ab--cd.example", "xn--X"],
        ["", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a_b", "é", "a。b", "a b", "a\n", s_label63 + "a", s_name253 + "a"], draft);

    [Fact]
    public void Validate_IdnHostname_FollowsIdna2008() => FormatCheck.Tells("idn-hostname",
        [.. s_hosts, s_label63, s_name253, .. s_labels.Select(l => l.Unicode), .. s_labels.Select(l => $"xn--{l.Punycode}")],
        [.. s_notHosts, .. s_badLabels, s_label63 + "a", s_name253 + "a"]);

    [Fact]
    public void Validate_IdnHostname_TakesWhatLooksLikeABadLabelButIsNone() => FormatCheck.Tells("idn-hostname",
        good:
        [
            "bücher", "é", "ê", "ę\u0301", "ệ", "q\u0323\u0307", "が", "নো", "ẹ\u0301a",
            "ll·l", "é3", "a-é-b", "é--b", "日本語", "한국어", "ไทย", "ქართული", "አማርኛ", "ॐ", "ʻokina", "ß", "ς", "א", "אב", "ا1", "א١", "ا-ب", "ب\u064e", "אב\u05b0", "भारत", "ශ්\u200dරී", "نامه\u200cای",
        ],
        bad: []);

    [Fact]
    public void Validate_Hostname_RefusesTheEncodingOfWhatIsNoLabel()
    {
        JsonSchema schema = FormatCheck.Compile("hostname");
        foreach (string label in s_badLabels.Where(label => !Ascii.IsValid(label) && label != "Bücher"))
        {
            string encoded = $"xn--{Punycode.Encode(label)}";
            Assert.False(schema.Accepts(encoded), $"{encoded} was accepted, for {label}");
        }

        // Labels of ASCII only have no encoding.
        Assert.False(schema.Accepts("xn--abc-"));
        Assert.All(s_labels, label => Assert.Equal(label.Punycode, Punycode.Encode(label.Unicode)));
    }

    [Fact]
    public void Validate_IdnHostnameWithFullStops_SplitsAtEachOfThem() => FormatCheck.Tells("idn-hostname",
        good: ["a.b", "a。b", "a．b", "a｡b", "é。é．é｡é.é", $"{s_label63}。{s_label63}", "παράδειγμαπαράδειγμαπαράδειγμαπαράδειγμαπα。παράδειγμα"],
        bad: [".", "。", "．", "｡", "。a", "．a", "｡a", "a。", "a．", "a｡", "a。。b", "a.。b", "é.", ".é", "é..é"]);

    [Fact]
    public void Validate_IdnHostname_LimitsTheLengthOfTheEncodedForm()
    {
        JsonSchema schema = FormatCheck.Compile("idn-hostname");
        // 'é' after so many 'a' takes 4 for the prefix and, for the hyphen and the distance, a few more.
        string longest = Enumerable.Range(1, 62).Select(count => new string('a', count) + "é")
            .Last(label => Punycode.Encode(label).Length + 4 <= 63);
        Assert.True(schema.Accepts(longest));
        Assert.False(schema.Accepts("a" + longest));
        string encoded = "xn--" + Punycode.Encode(longest);
        Assert.Equal(63, encoded.Length);
        string three = $"{longest}.{longest}.{longest}.";
        Assert.True(schema.Accepts(three + new string('b', 61)));
        Assert.False(schema.Accepts(three + new string('b', 62)));
        Assert.True(schema.Accepts($"{encoded}.{encoded}.{longest}.{new string('b', 61)}"));
        Assert.False(schema.Accepts($"{encoded}.{encoded}.{longest}.{new string('b', 62)}"));
        Assert.True(schema.Accepts(new string('é', 57)));
        Assert.False(schema.Accepts(new string('é', 58)));
        Assert.False(schema.Accepts(new string('é', 100_000)));
        Assert.False(schema.Accepts(string.Join('.', Enumerable.Repeat("é", 100_000))));
    }

    [Fact]
    public void Validate_IdnHostnameWithALabelFromRightToLeft_HoldsAllLabelsToTheBidiRule() =>
        FormatCheck.Tells("idn-hostname",
            good: ["a.א", "א.ب", "a-1.א", "é.א", "a.xn--4db", "xn--4db.xn--4db", "0a.b", "0é.b", "ا١.a"],
            bad: ["0a.א", "א.0a", "א.1", "0é.א", "0a.xn--4db", "א.xn--0-gyc", "א.۰", "xn--4db.0", "١٢.a"]);

    [Fact]
    public void Validate_HostnameWithALabelFromRightToLeft_LooksAtEachLabelAlone() =>
        FormatCheck.Tells("hostname", good: ["0a.xn--4db", "1.xn--4db"], bad: ["xn--0ca24w", "a.xn--0ca24w"]);

    [Fact]
    public void Validate_Email_FollowsRfc5321() => FormatCheck.Tells("email",
        good:
        [
            "joe@example.com", "joe.bloggs@example.com", "te~s.t@a-b.c", "~@a", "\"joe.\\\"bloggs\"@example.com", "\"joe bloggs\"@a", "\"joe..bloggs\"@a", "\"joe@bloggs\"@a", "\"\"@a", "\"\\\\\"@a", "joe@[127.0.0.1]",
            "joe@[IPv6:::1]", "joe@[ipv6:2001:db8::1]", "joe@[IPv6:1:2:3:4:5:6:7:8]", "joe@[IPv6:1::1.2.3.4]", "!#$%&'*+-/=?^_`{|}~@a", "1@2", "a@localhost", "a.b.c@d.e.f", "a@xn--9n2bp8q", $"{new string('a', 64)}@b",
            $"a@{s_label63}.{s_label63}.{s_label63}.{new string('a', 60)}",
        ],
        bad:
        [
            "", "2962", "joe", "@x.y", "joe@", "joe@example.com ", " joe@example.com", "joe@example.com\n", ".a@b.c", "a.@b.c", "a..b@c.d", ".@a", "joe@-x.y", "joe@x-.y", "joe@a_b", "joe@a..b", "joe@.a", "joe@a.",
            "\"@b.c", "\"a\\\\\"b\"@c.d", "\"a\"b\"@c", "\"a@b", "\"a\"", "\"a\\\"@b", "\"a\u0000\"@b", "\"a\n\"@b", "\"é\"@b", "a\"b@c", "\"a\".b@c", "a b@c", "a,b@c", "a(b)@c", "a<b>@c", "a@b@c", "a@b,c@d", "Joe <joe@a.b>", "joe@[127.0.0.300]", "joe@[127.0.0.1", "joe@127.0.0.1]",
            "joe@[]", "joe@[", "joe@[::1]", "joe@[IPv6:]", "joe@[IPv6:::g]", "joe@[IPv6:127.0.0.1]", "joe@[IPv6:1:2:3:4:5:6:7::]", "joe@[IPv7:::1]", "joe@[x:y]", "é@a", "a@é", "a@ab--c", "joe@invalid=domain.com", $"{new string('a', 65)}@b",
            $"\"{new string('a', 63)}\"@b", $"aa@{s_label63}.{s_label63}.{s_label63}.{new string('a', 60)}", "a@xn--x",
        ]);

    [Fact]
    public void Validate_IdnEmail_FollowsRfc6531() => FormatCheck.Tells("idn-email",
        good:
        [
            "joe@example.com", "실례@실례.테스트", "δοκιμή@example.com", "\"δοκιμή\"@example.com", "\"a é\"@é", "user@cafe\u0301.com", "cafe\u0301@example.com", "\u0085@example.com", "\uffff@example.com", "𝕏@example.com", "a@é。b",
            "a@xn--9n2bp8q", "joe@[127.0.0.1]", "é.é@[IPv6:::1]", $"{new string('é', 32)}@b", "\"\\a\"@é",
        ],
        bad:
        [
            "", "2962", "@é", "é@", "é", "é..é@a", ".é@a", "é.@a", "\"é@a", "\"\\é\"@a", "é é@a", "é@-é", "é@é_", "é@É", "é@a..é", "é@é.", "é@[é]", "user\uff20example.com", $"{new string('é', 33)}@b", "é@l·", "é@é@é",
        ]);

    /// <summary>RFC 3492, section 6.3, as the RFC has it: the other end of what the formats decode and measure.</summary>
    internal static class Punycode
    {
        public static string Encode(string text)
        {
            int[] input = [.. text.EnumerateRunes().Select(rune => rune.Value)];
            var output = new StringBuilder(string.Concat(input.Where(c => c < 0x80).Select(c => (char)c)));
            int basic = output.Length;
            int handled = basic;
            if (basic > 0)
                output.Append('-');
            int n = 0x80;
            int delta = 0;
            int bias = 72;
            while (handled < input.Length)
            {
                int next = input.Where(c => c >= n).Min();
                delta += (next - n) * (handled + 1);
                n = next;
                foreach (int c in input)
                {
                    delta += c < n ? 1 : 0;
                    if (c != n)
                        continue;
                    int q = delta;
                    for (int k = 36; ; k += 36)
                    {
                        int t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
                        if (q < t)
                            break;
                        output.Append(Digit(t + ((q - t) % (36 - t))));
                        q = (q - t) / (36 - t);
                    }

                    output.Append(Digit(q));
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }

                delta++;
                n++;
            }

            return output.ToString();
        }

        private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

        private static int Adapt(int delta, int count, bool first)
        {
            delta = first ? delta / 700 : delta / 2;
            delta += delta / count;
            int k = 0;
            for (; delta > 455; k += 36)
                delta /= 35;
            return k + (36 * delta / (delta + 38));
        }
    }
}
