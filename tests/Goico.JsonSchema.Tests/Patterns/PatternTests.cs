using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Goico.JsonSchema.Tests.Patterns;

/// <summary>What ECMA-262 with the u flag says that expressions mean, above all where .NET means something else.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("", ",a,\n", null)]
    [InlineData("^$", "", "a,\n")]
    [InlineData("(?:)", ",a", null)]
    [InlineData("[]", null, ",a")]
    [InlineData("^[]?$", "", "a")]
    [InlineData("^[^]$", "a,\n,😀,\u2028", ",ab")]
    [InlineData("^a+$", "a,aaa", "a\n,\na,b,")]
    [InlineData("^a|b$", "ax,xb", "xa,bx")]
    [InlineData("a^b|c$d", null, "ab,a^b,a\nb,cd,c$d")]
    [InlineData("^^a$$", "a", "aa")]
    [InlineData("^.$", "a,é,😀,\u0085,\0", "\n,\r,\u2028,\u2029,,ab")]
    [InlineData("^\\d+$", "0,0123456789", "१,٣,a,")]
    [InlineData("^\\D$", "a,१,😀", "1")]
    [InlineData("^\\w+$", "azAZ09_", "é,-,ſ,\u212a,ǆ")]
    [InlineData("^\\W$", "é,-,ſ,\u212a,😀", "a,_")]
    [InlineData("^\\s$", " ,\t,\v,\f,\n,\r,\u00a0,\ufeff,\u2028,\u2029,\u1680,\u2003,\u3000", "a,\u200b,\u0085,\u180e")]
    [InlineData("^[\\s\\S]$", "a,\n,😀", "")]
    [InlineData("^[\\d\\-x]+$", "1-x", "a")]
    [InlineData("^[a\\]^-]+$", "a]^-", "b,\\")]
    [InlineData("^[\\b]$", "\b", "b")]
    [InlineData("^\\t\\n\\v\\f\\r\\0$", "\t\n\v\f\r\0", "tnvfr0")]
    [InlineData("^\\x41\\u0042\\u{43}\\u{00000044}\\cJ$", "ABCD\n", "ABCD")]
    [InlineData("^\\ud83d\\ude00$", "😀", "😁,\ufffd")]
    [InlineData("^[\\ud83d\\ude00-\\ud83d\\ude02]$", "😀,😁,😂", "😃")]
    [InlineData("^[😀-😎]{2}$", "😀😎", "😀")]
    [InlineData("^[^a]{2}$", "😀b,bb", "😀,ab,b")]
    [InlineData("\\ud83d|\\ude00", null, "😀,\ufffd,")]
    [InlineData("\\uffff|\\ud7ff|\\ue000", "\uffff,\ud7ff,\ue000", "\ufffe,\ue001")]
    [InlineData("^\\u{10ffff}$", "\U0010FFFF", "\U0010FFFE")]
    [InlineData("\\/\\-\\.\\$\\{", "x/-.${y", "/-a${")]
    [InlineData("^a{x2}{b}]}$", "a{x2}{b}]}", "aa{b}]}")]
    [InlineData("^x{2}$", "xx", "x,xxx,x{2}")]
    [InlineData("^x{2,}$", "xx,xxxxx", "x")]
    [InlineData("^x{0,2}y$", "y,xy,xxy", "xxxy")]
    [InlineData("^x{99999999999}$", null, "x,xx")]
    [InlineData("^x{0,99999999999}$", "x,", "y")]
    [InlineData("^(?:a{2}){3}$", "aaaaaa", "aaaaa,aaaaaaa")]
    [InlineData("^a*?b+?c??$", "aabbc,b", "aa,bcc")]
    [InlineData("^(?<year>\\d{4})-(?<\\u0061b$_1>\\d)$", "2026-1", "2026")]
    [InlineData("^(?:(?<n>a)|(?<n>b))$", "a,b", "ab")]
    [InlineData("^(?s:.)(?-s:.)$", "\na,aa", "\n\n,a\n")]
    [InlineData("^(?s:.(?-s:.).).$", "\na\nb", "\n\n\nb,\na\n\n")]
    [InlineData("^(foo|foobar|foxes|bar)$", "foo,foobar,foxes,bar", "fo,foob,fox,,foobarbar")]
    [InlineData("^(a|ab)(c|bcd)(d*)$", "abcd,acd,ac,abcdd", "ab,abbbcd,a")]
    [InlineData("\\.(png|jpe?g)$", "a.png,b.jpg,.c.jpeg,a.png.png", "png,a.jpegs,a.pn,.jpeeg")]
    [InlineData("(^|[^a])b", "b,xb,ab b", "ab,aab")]
    public void Validate_Pattern_MeansWhatTheStandardSays(string pattern, string? good, string? bad) =>
        AssertMatches(pattern, good, bad);

    [Theory]
    [InlineData("\\bfoo\\b", "foo,a foo b,éfooé,-foo-", "foot,afoo,foo_")]
    [InlineData("^\\b$", null, ",a")]
    [InlineData("^\\B$", "", "a")]
    [InlineData("\\Bo\\B", "foot", "fo,o,of")]
    [InlineData("a\\b", "a,xa b,aé", "ab,a1")]
    [InlineData("\\ba|\\Bb", "a,cb,é a", "b,ca")]
    [InlineData("^(?:\\b\\w+\\b\\W*)+$", "a b,ab-c", ",-a")]
    public void Validate_WordBoundary_IsOfAsciiWords(string pattern, string? good, string? bad) =>
        AssertMatches(pattern, good, bad);

    [Theory]
    [InlineData("^(?!foo).*$", "bar,fo,,barfoo", "foo,foobar")]
    [InlineData("^(?!x$)", ",xx,a", "x")]
    [InlineData("^(?!.*\\s).{3,}$", "abc", "ab,a bc")]
    [InlineData("^(?=.*[a-z])(?=.*\\d)(?!.*\\s).{8,}$", "abcdefg1,1234567z", "abcdefgh,12345678,abc def1,abc1")]
    [InlineData("(?:^(?=.*a)(?=.*b)[abc]+$)", "ab,cba", "a,bb,abx")]
    [InlineData("^(?=a)ab|^(?!a)[a-c]+$", "abx,bca", "ac,ba1")]
    [InlineData("^[a-z\\d](?:[a-z\\d]|-(?=[a-z\\d])){0,38}$", "a,a-b,a-b-c", "-a,a-,a--b")]
    [InlineData("^(?:(?!foo).)*$", "fo,barfo,", "foo,barfoobar")]
    [InlineData("^[a-z]+(?!bar)$", "foobar,x", "")]
    [InlineData("foo(?!bar)", "foo,foobaz,foobar foo", "foobar")]
    [InlineData("foo(?=bar$)", "foobar,foofoobar", "foo,foobarx")]
    [InlineData("(?=a)b|(?=b)a", null, "a,b,ab,ba")]
    [InlineData("^(?=(?!ab)a)..$", "ac", "ab,ba")]
    [InlineData("^(?!(?=a)(?!ab))..$", "ab,ba", "ac")]
    [InlineData("(?=x)*a|(?!a)+b", "a,b", "c")]
    [InlineData("^(?=.*\\bfoo\\b)(?!.*\\bbar\\b)", "foo,a foo,foo bars", "foos,foo bar")]
    [InlineData("x(?=\\b)", "x,ax b", "xy")]
    [InlineData("^.*(?=$)", ",a", "a\n,\n")]
    [InlineData("(?=^b)b", "b,bc", "ab")]
    public void Validate_Lookahead_IsExact(string pattern, string? good, string? bad) =>
        AssertMatches(pattern, good, bad);

    [Theory]
    [InlineData("^(?!-)[a-z-]{1,63}(?<!-)$", "a,a-b", "-a,a-,")]
    [InlineData("(?<=\\$)\\d+", "$5,a$12", "5,$a5")]
    [InlineData("(?<!\\d)\\d{2}(?!\\d)", "12,a12b,123 45", "1,123,1234")]
    [InlineData("(?<=^a)b", "ab,abc", "aab,b")]
    [InlineData("(?<=a|bc)d", "ad,bcd", "cd,d")]
    [InlineData("(?<=a.*)b", "ab,axxb", "b,xb,a\nb")]
    [InlineData("(?<=)a(?<!b)", "a", "b")]
    public void Validate_Lookbehind_IsExact(string pattern, string? good, string? bad) =>
        AssertMatches(pattern, good, bad);

    [Theory]
    [InlineData("^\\p{L}$", "a,é,𝒜,字", "1,-")]
    [InlineData("^\\p{Lu}\\p{Lowercase_Letter}*$", "Ž,Žižkov", "žižkov,Ž1")]
    [InlineData("^[\\p{Letter}\\p{gc=Nd}_]+$", "aé१_", "-,Ⅷ")]
    [InlineData("^\\P{General_Category=Letter}$", "1", "a")]
    [InlineData("^\\p{LC}\\p{Sc}\\p{punct}$", "a€!", "字€!")]
    [InlineData("^\\p{Any}\\p{ASCII}\\p{Assigned}$", "😀aa", "aé😀,aa\u0378")]
    [InlineData("^\\p{Script=Greek}+$", "αβγ,Ωμέγα", "a,ж,1")]
    [InlineData("^[\\p{sc=Cyrl}\\p{sc=Latin} ]+$", "Привет world", "Привет!")]
    [InlineData("^\\P{Script=Han}$", "a,あ,、", "字")]
    [InlineData("^[\\p{sc=Hira}]$", "あ", "ー,ア")]
    [InlineData("^[\\p{scx=Hira}]$", "あ,ー", "ア")]
    [InlineData("^\\p{Script_Extensions=Deva}$", "अ,।", "a")]
    public void Validate_Property_IsOfUnicode(string pattern, string? good, string? bad) =>
        AssertMatches(pattern, good, bad);

    [Theory]
    [InlineData("\\p{Lu}", UnicodeCategory.UppercaseLetter)]
    [InlineData("x|\\p{Nd}", UnicodeCategory.DecimalDigitNumber)]
    [InlineData("^[\\p{So}]{1}$", UnicodeCategory.OtherSymbol)]
    public void Validate_EveryCodePoint_IsInItsCategoryAndNoOther(string pattern, UnicodeCategory category)
    {
        JsonSchema schema = Check.Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""");
        Span<byte> json = stackalloc byte[6];
        for (int point = 0x80; point <= 0x10FFFF; point++)
        {
            if (!Rune.TryCreate(point, out Rune rune))
                continue;
            json[0] = (byte)'"';
            int length = rune.EncodeToUtf8(json[1..]) + 2;
            json[length - 1] = (byte)'"';
            bool expected = CharUnicodeInfo.GetUnicodeCategory(point) == category;
            if (expected != schema.Validate(json[..length]).IsValid)
                Assert.Fail($"U+{point:X4}");
        }
    }

    [Fact]
    public void Validate_LongTextsOfEveryShape_CountCodePoints()
    {
        string many = string.Concat(Enumerable.Repeat("aé字😀", 5_000));
        AssertOne("^.{20000}$", many, true);
        AssertOne("^.{1,19999}$", many, false);
        AssertOne("^[^]{20001,}", many, false);
        AssertOne("[^a]{3}$", many, true);
        AssertOne("[^a]{100}", many, false);
        AssertOne("[^b]{20000}", "b" + many, true);
        AssertOne("[^b]{65535}", many, false);
        AssertOne("[^b]{20000}$", many + "b", false);
        AssertOne("^[^]{15000}(?:字😀)?.{100,}$", many, true);
    }

    private static void AssertMatches(string pattern, string? good, string? bad)
    {
        foreach (string text in good?.Split(',') ?? [])
            AssertOne(pattern, text, true);
        foreach (string text in bad?.Split(',') ?? [])
            AssertOne(pattern, text, false);
    }

    private static void AssertOne(string pattern, string text, bool expected)
    {
        string written = JsonSerializer.Serialize(pattern);
        string instance = JsonSerializer.Serialize(text);
        Assert.True(expected == (Check.Outcome($$"""{"pattern":{{written}}}""", instance).Length == 0),
            $"{pattern} on {instance}: expected {expected}");
        // A property's name is matched as a value is.
        string byName = Check.Outcome($$"""{"patternProperties":{ {{written}}:false} }""", $"{{{instance}:1}}");
        Assert.True(expected == byName.Length > 0, $"{pattern} on the name {instance}: expected {expected}");
    }
}
