using System.Globalization;
using Goico.JsonSchema.Tests.Fuzzing;

namespace Goico.JsonSchema.Tests;

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
        var run = new FuzzRun(seed ?? Random.Shared.Next(), threads);

        FuzzFinding? finding = run.Run(duration, seed is null ? long.MaxValue : 1);

        string summary = $"seeds from {run.FirstSeed}: {run.Counts}";
        output.WriteLine(summary);
        Assert.True(finding is null, $"FUZZ_SEED={finding?.Seed}: {finding?.Text}\n{summary}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number)
            ? number : null;
}
