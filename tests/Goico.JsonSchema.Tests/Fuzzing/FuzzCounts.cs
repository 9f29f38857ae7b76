using System.Collections.Concurrent;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>What a run has tried: without these numbers, nobody knows whether it tried anything.</summary>
internal sealed class FuzzCounts
{
    private long _cases;
    private long _valid;
    private long _invalid;
    private long _unjudged;

    public long Cases => Interlocked.Read(ref _cases);

    /// <summary>Instances on which the product and the reference agreed that they are valid, or are not.</summary>
    public long Valid => Interlocked.Read(ref _valid);

    public long Invalid => Interlocked.Read(ref _invalid);

    /// <summary>Instances that the reference had no verdict on, or that had no schema.</summary>
    public long Unjudged => Interlocked.Read(ref _unjudged);

    /// <summary>How often each keyword was violated.</summary>
    public ConcurrentDictionary<string, long> Violations { get; } = new();

    /// <summary>How often which answer was given to two schemas.</summary>
    public ConcurrentDictionary<string, long> Comparisons { get; } = new();

    public void Add(FuzzCase tried)
    {
        Interlocked.Increment(ref _cases);
        if (tried is ComparisonCase { Answer: { } answer })
            Comparisons.AddOrUpdate(answer.GetType().Name, 1, (_, count) => count + 1);
        if (tried is not InstanceCase instance)
            return;
        if (!instance.WasJudged)
            Interlocked.Increment(ref _unjudged);
        else
            Interlocked.Increment(ref instance.Verdict.IsValid ? ref _valid : ref _invalid);
        foreach (SchemaViolation violation in instance.Verdict.Violations)
            Violations.AddOrUpdate(violation.Keyword, 1, (_, count) => count + 1);
    }

    public override string ToString() =>
        $"{Cases} cases; of the instances {Valid} valid, {Invalid} invalid, {Unjudged} without a verdict; "
        + $"comparisons: {List(Comparisons)}; violations: {List(Violations)}";

    private static string List(ConcurrentDictionary<string, long> counts) =>
        string.Join(", ", counts.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"));
}
