using System.Collections.Concurrent;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>A valid instance, which is to be validated without allocating once everything is warm.</summary>
internal sealed class AllocationCase(FuzzSubject subject, JsonTree instance) : FuzzCase
{
    // An automaton is built while texts are matched, and numbers longer than this are written out.
    private const int Attempts = 6;
    private const int LongestNumber = 18;
    private const int LargestDocument = 2_000;

    public override FuzzFailure? Failure()
    {
        byte[] document = JsonSpelling.Utf8(instance);
        bool applies = subject.Compiled is not null && document.Length <= LargestDocument
            && subject.Tree.SelfAndBelow().Concat(instance.SelfAndBelow()).All(node =>
                !node.Has("format") && (node.Kind != JsonKind.Number || node.Value.DigitCount <= LongestNumber));
        if (!applies)
            return null;
        long allocated = 0;
        for (int i = 0; i < Attempts; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isValid = subject.Compiled!.Validate(document).IsValid;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (!isValid || allocated == 0)
                return null;
        }

        return new FuzzFailure("a valid verdict allocates", $"{allocated} bytes each time");
    }

    public override IEnumerable<FuzzCase> Smaller() =>
        new InstanceCase(subject, instance).SmallerPairs()
            .Select(pair => new AllocationCase(pair.Subject, pair.Instance));

    public override string Describe() => new InstanceCase(subject, instance).Describe();
}

/// <summary>A schema that several threads validate with at the same time.</summary>
internal sealed class ThreadsCase(FuzzSubject subject, IReadOnlyList<JsonTree> instances) : FuzzCase
{
    private const int Threads = 3;
    private const int Rounds = 20;

    public override FuzzFailure? Failure()
    {
        if (subject.Compiled is not { } schema || subject.Failure() is not null)
            return null;
        (byte[] Document, bool IsValid)[] documents = [.. instances.Select(JsonSpelling.Utf8)
            .Select(document => (document, schema.Validate(document).IsValid))];
        var failures = new ConcurrentQueue<string>();
        using var start = new Barrier(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                start.SignalAndWait();
                for (int i = 0; i < Rounds * documents.Length; i++)
                {
                    (byte[] document, bool isValid) = documents[(i + number) % documents.Length];
                    if (schema.Validate(document).IsValid != isValid)
                        failures.Enqueue($"the verdict on {number} of {documents.Length} changed");
                }
            }
            catch (Exception e)
            {
                failures.Enqueue(e.ToString());
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        return failures.TryDequeue(out string? first) ? new FuzzFailure("threads disagree", first) : null;
    }

    public override IEnumerable<FuzzCase> Smaller() =>
        instances.Count < 2 ? [] : instances.Select(instance => new ThreadsCase(subject, [instance]));

    public override string Describe() =>
        $"{subject.Schema.Describe()}\ninstances: {string.Join("\n", instances.Select(JsonSpelling.Compact))}";
}
