using System.Globalization;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// The product against the reference on random schemas and instances, for FUZZ_SECONDS (60 where that is not set). A
/// failure names the seed of its case; FUZZ_SEED set to it runs that case alone.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int DefaultSeconds = 60;

    [Fact]
    public void Validate_RandomAndMutatedCases_AgreesWithTheReference()
    {
        int? seed = Number("FUZZ_SEED");
        var duration = TimeSpan.FromSeconds(Number("FUZZ_SECONDS") ?? DefaultSeconds);
        int threads = seed is null ? Environment.ProcessorCount : 1;
        var run = new FuzzRun(seed ?? Random.Shared.Next(), threads, CasesOf);

        FuzzFinding? finding = run.Run(duration, seed is null ? long.MaxValue : 1);

        Report(run, finding);
    }

    /// <summary>The same cases each time: that they try what they are to try is part of the test.</summary>
    [Fact]
    public void Validate_FirstSeeds_AgreesWithTheReferenceAndTriesEveryKeyword()
    {
        var run = new FuzzRun(firstSeed: 0, Environment.ProcessorCount, CasesOf);

        FuzzFinding? finding = run.Run(TimeSpan.FromMinutes(10), mostSeeds: 2_000);

        Report(run, finding);
        string[] never = [.. s_violated.Where(keyword => !run.Counts.Violations.ContainsKey(keyword))];
        Assert.True(never.Length == 0, $"never violated: {string.Join(", ", never)}");
        Assert.InRange(run.Counts.Valid, run.Counts.Invalid / 4, run.Counts.Invalid * 4);
        Assert.InRange(run.Counts.Unjudged, 0, (run.Counts.Valid + run.Counts.Invalid) / 8);
    }

    [Fact]
    public void Run_FailingCase_NamesItsSeedAndTheSmallestCase()
    {
        FuzzCase CaseOf(int seed) => new ContainsSeven(StrictJson.Parse($$"""{"a":[{{seed}}]}"""));
        var run = new FuzzRun(firstSeed: 11, threads: 1, seed => [CaseOf(seed)]);

        FuzzFinding? finding = run.Run(TimeSpan.FromMinutes(10), mostSeeds: 100);

        Assert.Equal(17, finding?.Seed);
        Assert.StartsWith("has a seven\n7\n", finding?.Text, StringComparison.Ordinal);
        Assert.Contains("""{"a":[17]}""", finding?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CaseThatDoesNotEnd_NamesItsSeed()
    {
        using var end = new ManualResetEventSlim();
        var run = new FuzzRun(firstSeed: 5, threads: 1, _ => [new Waiting(end)]) { LongestSeed = TimeSpan.FromTicks(1) };

        FuzzFinding? finding = run.Run(TimeSpan.FromMinutes(10), mostSeeds: 1);

        end.Set();
        Assert.Equal(5, finding?.Seed);
        Assert.StartsWith("does not end", finding?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shrink_FailingCase_LeavesWhatMakesItFail()
    {
        JsonTree tree = StrictJson.Parse("""{"a":[1,{"b":"x7y"},[7.25]],"c":{"d":[null,{"e":true}]},"f":-12.5e3}""");
        var failing = new ContainsSeven(tree);

        (FuzzCase smallest, FuzzFailure failure) = Shrinker.Shrink(failing, failing.Failure()!);

        Assert.Equal("7", smallest.Describe());
        Assert.Equal("has a seven", failure.Kind);
    }

    private static readonly string[] s_violated =
    [
        "type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
        "minLength", "maxLength", "pattern", "format", "minItems", "maxItems", "uniqueItems", "contains", "minContains",
        "maxContains", "additionalItems", "unevaluatedItems", "minProperties", "maxProperties", "required",
        "dependencies", "dependentRequired", "additionalProperties", "unevaluatedProperties", "anyOf", "oneOf", "not",
    ];

    private static IEnumerable<FuzzCase> CasesOf(int seed) => new RandomCases(seed).Next();

    private void Report(FuzzRun run, FuzzFinding? finding)
    {
        string summary = $"seeds from {run.FirstSeed}: {run.Counts}";
        output.WriteLine(summary);
        Assert.True(finding is null, $"FUZZ_SEED={finding?.Seed}: {finding?.Text}\n{summary}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number)
            ? number : null;

    private sealed class ContainsSeven(JsonTree tree) : FuzzCase
    {
        public override FuzzFailure? Failure() => tree.SelfAndBelow().Any(IsWithSeven)
            ? new FuzzFailure("has a seven", "") : null;

        public override IEnumerable<FuzzCase> Smaller() =>
            SmallerTrees.Of(tree).Select(smaller => new ContainsSeven(smaller));

        public override string Describe() => JsonSpelling.Compact(tree);

        private static bool IsWithSeven(JsonTree node) =>
            node.Kind == JsonKind.Number && node.Text.Contains('7', StringComparison.Ordinal);
    }

    private sealed class Waiting(ManualResetEventSlim end) : FuzzCase
    {
        public override FuzzFailure? Failure()
        {
            end.Wait(TestContext.Current.CancellationToken);
            return null;
        }

        public override IEnumerable<FuzzCase> Smaller() => [];

        public override string Describe() => "waiting";
    }
}
