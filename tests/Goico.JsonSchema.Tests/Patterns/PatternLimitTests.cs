using System.Text;
using System.Text.Json;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Tests.Patterns;

/// <summary>
/// Expressions made to take exponential time or memory: they are matched in linear time or refused. Work is counted,
/// not timed.
/// </summary>
public sealed class PatternLimitTests
{
    private const long Plenty = long.MaxValue / 2;
    private const string TooLarge = "repeats too much";
    private const string TooDeep = "nests deeper than 200 levels";
    private const string TooManyLooks = "under allOf";

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    /// <summary>Expressions, with why they are refused, or the text that they match.</summary>
    public static TheoryData<string, string, string?, string?> Hostile()
    {
        string words = string.Join('|', Enumerable.Range(0, 10_000).Select(i => (i * 7919L % 100_003).ToString()));
        return new()
        {
            { "stars", "(a*)*b", null, "aaab" },
            { "ambiguity", "^(a|aa)+$", null, Times("a", 5_000) },
            { "nested counts", "(a{1000}){1000}", TooLarge, null },
            { "nested counts of nothing", "^((a?){50}){50}b$", null, "aaab" },
            { "a large count", "[^]{65535}", null, Times("é", 65_535) },
            { "a large count before more", "^[^]{40000}x$", null, Times("é", 40_000) + "x" },
            { "a larger count before more", "^a{0,99999}x$", TooLarge, null },
            { "100 KB", Times("a", 100_000), "is longer than 65536 characters", null },
            { "64 KB of text", Times("a", 65_536), null, Times("a", 65_536) },
            { "64 KB of choices", Times("a?", 32_768), null, "" },
            { "64 KB of classes", Times("[ab]", 16_384), null, Times("ab", 8_192) },
            { "64 KB of anchors", Times("^", 65_536), null, "" },
            { "10,000 alternatives", words, null, "x7919y" },
            { "10,000 whole alternatives", $"^({words})$", null, "7919" },
            { "10,000 parentheses", Times("(", 10_000) + Times(")", 10_000), null, "" },
            { "10,000 groups", Times("(a|", 10_000) + Times(")", 10_000), TooDeep, null },
            { "10,000 repetitions", Times("(", 10_000) + "a" + Times(")*", 10_000), TooDeep, null },
            { "10,000 lookaheads", Times("(?=", 10_000) + Times(")", 10_000), TooDeep, null },
            { "65,000 open groups", Times("(", 65_000), "has a '(' without a ')'", null },
            { "5,000 names", string.Concat(Enumerable.Range(0, 5_000).Select(i => $"(?<n{i}>")) + Times(")", 5_000), null, "" },
            { "letters", "^\\p{L}{500}$", null, Times("é", 500) },
            { "letters and more", "^(\\p{L}x){500}$", null, Times("éx", 500) },
            { "unions of letters", Times("[\\p{L}\\p{N}]", 5_000), "lists too many characters", null },
            { "characters", string.Concat(Enumerable.Range(0, 5_000).Select(i => (char)(0x4E00 + i) + "?")), "tells too many characters apart", null },
            { "2^12 states", "(a|b)*a(a|b){12}", null, Times("ab", 100) },
            { "2^40 states", "(a|b)*a(a|b){40}", null, Times("ab", 100) },
            { "2^9000 states", "(a|b)*a(a|b){9000}", null, Times("ab", 9_000) },
            { "26 lookaheads", $"^{Lookaheads(26)}", null, "zyxwvutsrqponmlkjihgfedcba" },
            { "16 lookaheads anywhere", Lookaheads(16), TooManyLooks, null },
            { "lookaheads repeated", $"(?:{string.Join('|', Enumerable.Range(0, 26).Select(i => $"(?=.*{(char)('a' + i)})"))})*x", null, "x" },
            { "lookaheads that count", "(?=.{1,500}a)(?=.{1,500}b)(?!.{1,500}c).{1,500}d", TooManyLooks, null },
            { "lookbehinds that count", Times("(?<=a[^]{1,90})", 60), TooManyLooks, null },
        };
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void TryCompile_HostilePattern_TakesBoundedWork(string name, string written, string? reason, string? text)
    {
        var allowance = new Allowance(Plenty, Plenty);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Pattern? pattern = new PatternLibrary(allowance).TryCompile(written, out string problem);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long work = Plenty - allowance.Work;
        Assert.True(work < 2_200_000, $"{name}: {work} steps");
        Assert.True(allocated < 64 * 1024 * 1024, $"{name}: {allocated} bytes");
        Assert.True(Plenty - allowance.Bytes < 4 * 1024 * 1024, $"{name}: {Plenty - allowance.Bytes} bytes kept");
        Assert.Contains(reason ?? "", problem, StringComparison.Ordinal);
        Assert.Equal(reason is null, pattern is not null);
        long steps = Plenty;
        if (text is not null)
            Assert.True(pattern!.IsMatch(Encoding.UTF8.GetBytes(text), new Scratch(), ref steps), name);
    }

    [Fact]
    public void TryCompile_DeepestTree_NeedsLittleStack()
    {
        string deep = Times("(a|b(?:", 65) + "c" + Times(")*)", 65);
        Pattern? pattern = null;
        var thread = new Thread(() => pattern = new PatternLibrary().TryCompile(deep, out _), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        long steps = Plenty;
        Assert.NotNull(pattern);
        Assert.True(pattern.IsMatch("a"u8, new Scratch(), ref steps));
    }

    [Theory]
    [InlineData("^(a|aa)+$", "aaaaaaaaaa")]
    [InlineData("(a*)*c", "aaaaaaaaab")]
    [InlineData("^(a|b)*a(a|b){40}c$", "abababaaab")]
    [InlineData("(x+x+)+y", "xxxxxxxxxx")]
    [InlineData("^(?=.*z)(a|b)*a(a|b){40}$", "abababaaab")]
    public void IsMatch_TwiceTheText_TakesTwiceTheSteps(string written, string part)
    {
        foreach (long work in new[] { Plenty, 0 })
        {
            Pattern pattern = new PatternLibrary(new Allowance(work, Plenty)).TryCompile(written, out _)!;
            long once = Steps(pattern, Times(part, 2_000));
            long twice = Steps(pattern, Times(part, 4_000));
            Assert.InRange(twice, once, (once * 2) + 100);
        }
    }

    [Fact]
    public void Validate_WalkBeyondTheSteps_GivesUpAsAViolation()
    {
        string schema = """{"pattern":"(a|b)*a(a|b){5000}c"}""";
        string text = JsonSerializer.Serialize(Times("a", 20_000));
        Assert.Equal("limit", Check.Outcome(schema, text, new SchemaOptions { MaxSteps = 1_000_000 }));
        Assert.Equal("limit", Check.Outcome($$"""{"not":{{schema}}}""", text, new SchemaOptions { MaxSteps = 1_000_000 }));
        Assert.Equal("pattern", Check.Outcome(schema, "\"aaac\""));
    }

    [Fact]
    public void Validate_ManyPatternsOnALongText_GivesUpAsAViolation()
    {
        string patterns = string.Join(',', Enumerable.Range(0, 500).Select(i => $$"""{"pattern":"^(?!x{{i}})"}"""));
        string text = JsonSerializer.Serialize(new string('a', 100_000));
        Assert.Equal("limit", Check.Outcome($$"""{"allOf":[{{patterns}}]}""", text, new SchemaOptions { MaxSteps = 1_000 }));
        Assert.Equal("", Check.Outcome($$"""{"allOf":[{{patterns}}]}""", text));
    }

    [Fact]
    public void TryCompile_ManyHostilePatterns_AreRefusedOnceTheMemoryIsSpent()
    {
        var library = new PatternLibrary(new Allowance(Plenty, 1024 * 1024));
        int compiled = 0;
        string problem = "";
        for (int i = 0; i < 50; i++)
            compiled += library.TryCompile($"^[^]{{10000}}x{i}$", out problem) is null ? 0 : 1;
        Assert.InRange(compiled, 3, 20);
        Assert.Contains("the patterns of the schema together", problem, StringComparison.Ordinal);
        Assert.NotNull(library.TryCompile("^[^]{10000}x0$", out _));
    }

    [Fact]
    public void TryCompile_WorkIsSpent_MatchesAllTheSame()
    {
        var allowance = new Allowance(3_000_000, Plenty);
        var library = new PatternLibrary(allowance);
        for (int i = 0; i < 10; i++)
        {
            Pattern pattern = library.TryCompile($"^(a|b)*a(a|b){{30}}c{{{i + 1}}}$", out _)!;
            long steps = Plenty;
            Assert.True(pattern.IsMatch(Encoding.UTF8.GetBytes(Times("a", 40) + Times("c", i + 1)), new(), ref steps));
            Assert.False(pattern.IsMatch(Encoding.UTF8.GetBytes(Times("a", 40) + Times("c", i)), new(), ref steps));
        }

        Assert.InRange(allowance.Work, -1_000, 0);
        Assert.IsType<WalkMatcher>(library.TryCompile("ab+c|d", out _)!.Matcher);
    }

    [Theory]
    [InlineData("abc$", typeof(LiteralMatcher))]
    [InlineData("^(?:[a-z]{2}\\d)-x$", typeof(ColumnMatcher))]
    [InlineData("^\\p{L}{1,64}$", typeof(RunMatcher))]
    [InlineData("^.{1,64}x$", typeof(AutomatonMatcher))]
    [InlineData("^(?!.*--)[a-z-]{1,1500}$", typeof(AutomatonMatcher))]
    [InlineData("^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[^\\w\\s]).{8,256}$", typeof(AutomatonMatcher))]
    [InlineData("^(a|b)*a(a|b){30}$", typeof(WalkMatcher))]
    [InlineData("^(?=.*1)(a|b|1)*a(a|b|1){30}$", typeof(BranchMatcher))]
    public void IsMatch_EveryMatcher_AllocatesNothing(string written, Type matcher)
    {
        Pattern pattern = new PatternLibrary().TryCompile(written, out string problem)!;
        Assert.Equal("", problem);
        Assert.IsType(matcher, pattern.Matcher);
        var scratch = new Scratch();
        long steps = Plenty;
        byte[] text = Encoding.UTF8.GetBytes(Times("aé1-bB", 30));
        pattern.IsMatch(text, scratch, ref steps);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            pattern.IsMatch(text, scratch, ref steps);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TryCompile_FiveHundredWords_AreOneAutomaton()
    {
        string words = string.Join('|', Enumerable.Range(0, 500).Select(i => $"{(i * 7919L) % 1_000_003:x}é{i}"));
        Pattern pattern = new PatternLibrary().TryCompile($"^({words})$", out _)!;
        Automaton automaton = Assert.IsType<AutomatonMatcher>(pattern.Matcher).Automaton;
        Assert.InRange(2L * automaton.Table.Length, 1, 256 * 1024);
        Assert.InRange(automaton.States, 500, 5_000);
    }

    private static string Lookaheads(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"(?=.*{(char)('a' + i)})"));

    private static long Steps(Pattern pattern, string text)
    {
        long steps = Plenty;
        Assert.Equal(pattern.Written[..3] == "^(a" && pattern.Written[^2..] == "+$",
            pattern.IsMatch(Encoding.UTF8.GetBytes(text), new Scratch(), ref steps));
        return Plenty - steps;
    }
}
