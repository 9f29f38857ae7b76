using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads the items of <c>jobs</c>: events, and the events that their results become.</summary>
internal sealed class EventSection
{
    private static readonly KeySet ItemKeys = new("event", "result");

    private static readonly KeySet Keys =
        new("name", "id", "datatype", "schema", "supplierqueue", "runtime", "result");

    private static readonly KeySet SchemaKeys = new("id", "name", "schemaref");

    private static readonly KeySet ResultKeys = new("ok", "error");

    private readonly ProblemList _problems;
    private readonly List<ReadEvent> _events = [];

    private EventSection(ProblemList problems) => _problems = problems;

    /// <summary>Reads one item of <c>jobs</c>.</summary>
    /// <returns>The item's event first, then those of its results at any depth; none when there is no event.</returns>
    public static IReadOnlyList<ReadEvent> ReadItem(SourceNode node, string path, ProblemList problems)
    {
        if (Section.Open(node, path, ItemKeys, problems) is not { } item) return [];
        var reading = new EventSection(problems);
        SourceNode.Entry? beside = item.Find("result");
        if (item.Require("event", "it defines the event that this item is about") is { } entry)
            reading.ReadEvent(entry.Value, item.PathOf("event"), isResult: false, beside, item.PathOf("result"));
        else if (beside is { } alone)
            reading.ReadResult(alone, item.PathOf("result"));
        return reading._events;
    }

    private EventDefinition? ReadEvent(
        SourceNode node, string path, bool isResult, SourceNode.Entry? resultBeside = null, string besidePath = "")
    {
        int errorsBefore = _problems.Errors;
        if (Section.Open(node, path, Keys, _problems) is not { } section) return null;
        int slot = _events.Count;
        SourceNode.Text? id = section.RequireId("id", "posts and results name the event by it");
        string? name = section.FindText("name");
        section.RequireOnlyKind("datatype", "JSON");
        SchemaReference schema = ReadSchema(section);
        SourceNode.Text? queue = section.RequireId("supplierqueue", "it names the queue that the event waits in");
        SourceNode.Text? runtime = isResult
            ? section.FindId("runtime")
            : section.RequireId("runtime", "it names the program that processes the event; only results do without");
        (EventDefinition? ok, EventDefinition? error) = ReadResults(section, resultBeside, besidePath);
        var definition = new EventDefinition
        {
            Id = id?.Value ?? "",
            Name = name ?? id?.Value ?? "",
            Schema = schema,
            Queue = queue?.Value ?? "",
            Runtime = runtime?.Value,
            Ok = ok,
            Error = error,
        };
        bool waitsOutside = isResult && section.Find("runtime") is null;
        bool isSound = _problems.Errors == errorsBefore;
        _events.Insert(slot, new ReadEvent(definition, path, id, queue, runtime, waitsOutside, isSound));
        return definition;
    }

    private (EventDefinition? Ok, EventDefinition? Error) ReadResults(
        Section section, SourceNode.Entry? beside, string besidePath)
    {
        SourceNode.Entry? inside = section.Find("result");
        string insidePath = section.PathOf("result");
        if (inside is { } first && beside is { } second)
        {
            _problems.Error(besidePath, second.At, "the result is given twice, inside the event in line "
                + $"{first.At.Line} and here beside it: keep one of them");
            ReadResult(second, besidePath);
        }
        if (inside is { } result) return ReadResult(result, insidePath);
        return beside is { } other ? ReadResult(other, besidePath) : (null, null);
    }

    private (EventDefinition? Ok, EventDefinition? Error) ReadResult(SourceNode.Entry entry, string path)
    {
        if (entry.Value is SourceNode.Text scalar)
        {
            _problems.Warning(path, scalar.At, $"{Quoted.Text(scalar.Value)} is no result and is passed over: "
                + "a result has the keys 'ok' and 'error', each with an event");
            return (null, null);
        }
        if (Section.Open(entry.Value, path, ResultKeys, _problems) is not { } section) return (null, null);
        return (Below(section, "ok"), Below(section, "error"));
    }

    private EventDefinition? Below(Section section, string key) =>
        section.Find(key) is { } entry ? ReadEvent(entry.Value, section.PathOf(key), isResult: true) : null;

    private static SchemaReference ReadSchema(Section section)
    {
        var nothing = new SchemaReference(null, null, "");
        if (section.Require("schema", "it names the JSON Schema that the event's data must fit") is null
            || section.FindSection("schema", SchemaKeys) is not { } schema)
        {
            return nothing;
        }
        return new SchemaReference(
            schema.FindId("id")?.Value,
            schema.FindText("name"),
            schema.RequireFile("schemaref", "it names the schema's file in the repository") ?? "");
    }
}
