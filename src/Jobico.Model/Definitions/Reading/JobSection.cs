using System.Collections.Immutable;
using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads a definition as a whole and applies the rules that hold between its parts.</summary>
internal static class JobSection
{
    private static readonly KeySet Keys = new(["id", "name", "tenant", "queues", "jobs", "runtimes"], ["schedules"]);

    private delegate T? ItemReader<T>(SourceNode node, string path, ProblemList problems, out SourceNode.Text? id)
        where T : class;

    /// <summary>The definition; what can't be used of it is among the problems. Null when there is nothing to use.
    /// </summary>
    public static JobDefinition? Read(SourceNode root, string? fallbackId, ProblemList problems)
    {
        if (root is SourceNode.Text { IsNull: true })
        {
            problems.Error("", SourcePosition.Start, SourceTree.EmptyMessage);
            return null;
        }
        if (Section.Open(root, "", Keys, problems) is not { } section) return null;
        string id = ReadId(section, fallbackId);
        TenantId? tenant = section.FindId("tenant") is { } text ? TenantId.Parse(text.Value) : null;
        Declared<QueueDefinition> queues = ReadDeclared<QueueDefinition>(section, "queues", "queue", QueueSection.Read);
        Declared<RuntimeDefinition> runtimes =
            ReadDeclared<RuntimeDefinition>(section, "runtimes", "runtime", RuntimeSection.Read);
        IReadOnlyList<(SourceNode Node, string Path)>? items = section.FindList("jobs");
        List<IReadOnlyList<ReadEvent>> events =
            [.. (items ?? []).Select(item => EventSection.ReadItem(item.Node, item.Path, problems))];
        if (items is { Count: 0 } || section.Find("jobs") is null)
            problems.Warning("jobs", section.At, "the job defines no events, so nothing can be posted to it");
        var rules = new EventRules(problems, [.. events.SelectMany(item => item)]);
        rules.CheckIds();
        rules.CheckRuntimes(runtimes.Ids, runtimes.AreAllKnown);
        rules.CheckConsumers();
        return new JobDefinition
        {
            Id = id,
            Name = section.FindText("name") ?? id,
            Tenant = tenant,
            Queues = [.. queues.Items, .. rules.FindUndeclaredQueues(queues.Ids, queues.AreAllKnown)],
            Events = WithoutRepeats(events),
            Runtimes = runtimes.Items,
        };
    }

    /// <summary>The event of each item of <c>jobs</c>, an event that is written twice only once.</summary>
    private static ImmutableArray<EventDefinition> WithoutRepeats(IEnumerable<IReadOnlyList<ReadEvent>> items) =>
    [
        .. items.Where(item => item.Count > 0)
            .Select(item => item[0].Definition)
            .DistinctBy(definition => definition.Id, StringComparer.Ordinal),
    ];

    private static string ReadId(Section section, string? fallbackId)
    {
        if (fallbackId is null || section.Find("id") is not null)
            return section.RequireId("id", "it is the job's name within the tenant")?.Value ?? "";
        if (!Identifier.IsValid(fallbackId))
        {
            section.Problems.Error("id", section.At, $"the key 'id' is missing, and {Quoted.Text(fallbackId)} can't "
                + $"stand in for it: an id takes {Identifier.Rule}");
        }
        return fallbackId;
    }

    private static Declared<T> ReadDeclared<T>(Section section, string key, string what, ItemReader<T> read)
        where T : class
    {
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>();
        var ids = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        IReadOnlyList<(SourceNode Node, string Path)>? nodes = section.FindList(key);
        bool areAllKnown = nodes is not null || section.Find(key) is null;
        foreach ((SourceNode node, string path) in nodes ?? [])
        {
            T? item = read(node, path, section.Problems, out SourceNode.Text? id);
            if (item is null || id is null)
            {
                areAllKnown = false;
            }
            else if (!ids.TryAdd(id.Value, id.At))
            {
                section.Problems.Error(SourcePath.Join(path, "id"), id.At,
                    $"the {what} {Quoted.Text(id.Value)} is declared twice, first in line {ids[id.Value].Line}");
            }
            else
            {
                items.Add(item);
            }
        }
        return new Declared<T>(items.ToImmutable(), [.. ids.Keys], areAllKnown);
    }

    /// <summary>What a list declares.</summary>
    /// <param name="Items">What was declared, each id once.</param>
    /// <param name="Ids">The ids, in their order.</param>
    /// <param name="AreAllKnown">False when there are items whose id could not be read, or the whole list could not:
    /// then nobody can say of an id that it is not declared.</param>
    private sealed record Declared<T>(ImmutableArray<T> Items, ImmutableArray<string> Ids, bool AreAllKnown);
}
