using System.Collections.Immutable;
using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>The rules between the events of a definition and what they refer to.</summary>
internal sealed class EventRules
{
    private readonly ProblemList _problems;

    /// <summary>The first of each id by position, and the ones whose id could not be read.</summary>
    private readonly List<ReadEvent> _events = [];

    private readonly List<(ReadEvent First, ReadEvent Again)> _repeats = [];

    /// <param name="problems">Where to report.</param>
    /// <param name="events">Every event of the definition, results included.</param>
    public EventRules(ProblemList problems, ImmutableArray<ReadEvent> events)
    {
        _problems = problems;
        var firsts = new Dictionary<string, ReadEvent>(StringComparer.Ordinal);
        // An event that an alias repeats is at its anchor's position each time: the order of reading decides then.
        foreach (ReadEvent read in events.OrderBy(read => read.Id?.At ?? default))
        {
            if (read.Id is null || firsts.TryAdd(read.Id.Value, read)) _events.Add(read);
            else _repeats.Add((firsts[read.Id.Value], read));
        }
    }

    /// <summary>One id is one event: whoever posts it must know what happens.</summary>
    public void CheckIds()
    {
        foreach ((ReadEvent first, ReadEvent again) in _repeats)
        {
            if (!first.IsSound || !again.IsSound || first.Definition == again.Definition) continue;
            SourcePosition at = first.Id!.At;
            _problems.Error(SourcePath.Join(again.Path, "id"), again.Id!.At,
                $"the event {Quoted.Text(again.Id.Value)} is defined in line {at.Line}, column {at.Column} already, "
                + "and not in the same way: give one of the two another id, or make them equal");
        }
    }

    /// <summary>Every runtime that an event names must be declared.</summary>
    public void CheckRuntimes(ImmutableArray<string> declared, bool areAllKnown)
    {
        if (!areAllKnown) return;
        foreach (ReadEvent read in _events.Concat(_repeats.Select(repeat => repeat.Again)))
        {
            if (read.Runtime is not { } runtime || declared.Contains(runtime.Value)) continue;
            string? nearest = Suggestions.Nearest(runtime.Value, declared);
            string hint = nearest is not null ? $"; did you mean '{nearest}'?"
                : declared.IsEmpty ? ": declare it under 'runtimes'"
                : $": declared under 'runtimes' are {string.Join(", ", declared)}";
            _problems.Error(SourcePath.Join(read.Path, "runtime"), runtime.At,
                $"the runtime {Quoted.Text(runtime.Value)} is not declared{hint}");
        }
    }

    /// <summary>
    /// A queue is emptied by programs or by outside consumers, not both: a consumer that leases the queue would take
    /// events from the programs, and the programs' workers can't run the others.
    /// </summary>
    public void CheckConsumers()
    {
        var firsts = new Dictionary<string, ReadEvent>(StringComparer.Ordinal);
        foreach (ReadEvent read in _events.Where(HasKnownConsumer).OrderBy(read => read.Queue!.At))
        {
            SourceNode.Text queue = read.Queue!;
            if (firsts.TryAdd(queue.Value, read) || firsts[queue.Value].WaitsOutside == read.WaitsOutside) continue;
            ReadEvent first = firsts[queue.Value];
            _problems.Error(SourcePath.Join(read.Path, "supplierqueue"), queue.At,
                $"the queue {Quoted.Text(queue.Value)} can't serve both: {Describe(first)} {Consumer(first)} "
                + $"(line {first.Queue!.At.Line}), but {Describe(read)} {Consumer(read)}; use a queue for each");
        }
    }

    /// <summary>The queues that events name and nobody declares, by first use, each with a warning.</summary>
    public ImmutableArray<QueueDefinition> FindUndeclaredQueues(ImmutableArray<string> declared, bool areAllKnown)
    {
        if (!areAllKnown) return [];
        ImmutableArray<QueueDefinition>.Builder created = ImmutableArray.CreateBuilder<QueueDefinition>();
        var known = new HashSet<string>(declared, StringComparer.Ordinal);
        foreach (ReadEvent read in _events.Where(read => read.Queue is not null).OrderBy(read => read.Queue!.At))
        {
            string queue = read.Queue!.Value;
            if (!known.Add(queue)) continue;
            created.Add(new QueueDefinition { Id = queue, Name = queue });
            _problems.Warning(SourcePath.Join(read.Path, "supplierqueue"), read.Queue.At,
                $"the queue {Quoted.Text(queue)} is used but not declared: it is created with defaults");
        }
        return created.ToImmutable();
    }

    private static bool HasKnownConsumer(ReadEvent read) =>
        read.Queue is not null && (read.WaitsOutside || read.Runtime is not null);

    private static string Describe(ReadEvent read) =>
        read.Id is { } id ? $"the event {Quoted.Text(id.Value)}" : $"the event at {read.Path}";

    private static string Consumer(ReadEvent read) => read.WaitsOutside
        ? "has no runtime and waits there for an outside consumer"
        : "is processed by a runtime";
}
