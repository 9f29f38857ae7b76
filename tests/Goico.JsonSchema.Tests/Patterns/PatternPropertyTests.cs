using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Tests.Patterns;

/// <summary>Expressions at random: each way to match agrees with the definition, and with .NET's backtracking.</summary>
public sealed class PatternPropertyTests(ITestOutputHelper output)
{
    private const long Plenty = long.MaxValue / 2;

    [Fact]
    public void IsMatch_RandomPatterns_AgreesWithTheDefinition()
    {
        int matching = 0;
        int failing = 0;
        int refused = 0;
        var ways = new SortedDictionary<string, int>(StringComparer.Ordinal);
        // CsCheck prints the seed of a failure; CsCheck_Seed repeats it.
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            RandomPattern pattern = RandomPattern.Whole(random, depth: 3);
            PatternSyntax syntax = PatternParser.Parse(pattern.Written);
            Assert.True(syntax.Root is not null, $"{pattern.Written} {syntax.Problem}");
            Matcher[] matchers = [.. Ways(syntax.Root)];
            foreach (Matcher matcher in matchers)
                ways[matcher.GetType().Name] = ways.GetValueOrDefault(matcher.GetType().Name) + 1;
            refused += matchers.Length == 0 ? 1 : 0;
            for (int i = 0; i < 8; i++)
            {
                Rune[] text = RandomPattern.Text(random);
                bool expected = pattern.Matches(text);
                Assert.All(matchers, matcher => AssertMatch(pattern, matcher, text, expected));
                Interlocked.Increment(ref expected ? ref matching : ref failing);
            }
        }, iter: 8_000, threads: 1);
        output.WriteLine($"{matching} texts match, {failing} don't; {refused} patterns refused; "
            + string.Join(", ", ways.Select(way => $"{way.Value} {way.Key}")));
        Assert.True(matching > 10_000 && failing > 10_000 && refused < 50, $"{matching}, {failing}, {refused}");
        Assert.All(["AutomatonMatcher", "WalkMatcher", "BranchMatcher", "LiteralMatcher", "RunMatcher", "ColumnMatcher"],
            way => Assert.True(ways.GetValueOrDefault(way) > 50, way));
    }

    [Fact]
    public void IsMatch_RandomPatterns_AgreesWithDotNet() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            RandomPattern pattern = RandomPattern.Whole(random, depth: 3);
            PatternSyntax syntax = PatternParser.Parse(pattern.Written);
            var regex = new Regex(pattern.ForDotNet(), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            Matcher[] matchers = [.. Ways(syntax.Root!)];
            for (int i = 0; i < 8; i++)
            {
                Rune[] text = RandomPattern.Text(random);
                if (AnswerOf(regex, RandomPattern.ForDotNet(text)) is not { } expected)
                    break;
                Assert.All(matchers, matcher => AssertMatch(pattern, matcher, text, expected));
            }
        }, iter: 3_000, threads: 1);

    /// <summary>What .NET's engine says; null where it tracks back without end or beyond its own stack.</summary>
    private static bool? AnswerOf(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (Exception e) when (e is RegexMatchTimeoutException or OverflowException)
        {
            return null;
        }
    }

    [Fact]
    public void TryCompile_RandomText_NeverThrows()
    {
        const string Signs = "()[]{}*+?|^$.\\-,:=!<>abkpPuxcdwsBD012L😀\ud83d/";
        int compiled = 0;
        int refused = 0;
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            string written = string.Concat(
                Enumerable.Range(0, random.Next(12)).Select(_ => Signs[random.Next(Signs.Length)]));
            var scratch = new Scratch();
            long steps = Plenty;
            Pattern? pattern = new PatternLibrary().TryCompile(written, out string problem);
            Assert.Equal(pattern is null, problem.Length > 0);
            pattern?.IsMatch("a(é字😀-\n"u8, scratch, ref steps);
            Interlocked.Increment(ref pattern is null ? ref refused : ref compiled);
        }, iter: 20_000, threads: 1);
        Assert.True(compiled > 1_000 && refused > 1_000, $"{compiled}, {refused}");
    }

    /// <summary>The matcher that a schema gets, and the one it gets once automata have become too dear.</summary>
    private static IEnumerable<Matcher> Ways(PatternNode root)
    {
        foreach (long work in new[] { Plenty, 0 })
        {
            Matcher matcher;
            try
            {
                matcher = new PatternCompiler(new Allowance(work, Plenty)).Compile(root);
            }
            catch (PatternException)
            {
                continue;
            }

            yield return matcher;
        }
    }

    private static void AssertMatch(RandomPattern pattern, Matcher matcher, Rune[] text, bool expected)
    {
        string written = string.Concat(text);
        long steps = Plenty;
        bool actual = matcher.IsMatch(Encoding.UTF8.GetBytes(written), new Scratch(), ref steps);
        string points = string.Join(' ', text.Select(rune => $"{rune.Value:X4}"));
        Assert.True(expected == actual, $"{matcher.GetType().Name}: {pattern.Written} on {points}: expected {expected}");
    }
}
