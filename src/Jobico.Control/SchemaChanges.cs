using System.Collections.Immutable;
using Goico.JsonSchema;
using Jobico.Catalog;
using Jobico.Model.Definitions;
using Jobico.Storage;

namespace Jobico.Control;

/// <summary>
/// What a new version means for events that are queued already: each was checked by the schema of its day, and the
/// program of the new version is to be told what it may be handed that its own schema would not let in.
/// </summary>
internal sealed class SchemaChanges(IStorageEngine engine)
{
    // A deploy says what is wrong, not everything that is.
    private const int MostEach = 3;
    private const int LongestExample = 200;

    /// <summary>Compares the schema of every event that both versions have.</summary>
    /// <returns>Warnings; none where everything that fits the old schemas fits the new ones.</returns>
    public async Task<ImmutableArray<DefinitionProblem>> WarningsAsync(
        JobVersion live,
        JobDefinition next,
        IReadOnlyDictionary<string, FilePin> pins,
        CancellationToken cancellationToken)
    {
        Dictionary<string, EventDefinition> before = live.Definition.AllEvents()
            .ToDictionary(definition => definition.Id, StringComparer.Ordinal);
        var changes = next.AllEvents()
            .Where(definition => before.ContainsKey(definition.Id))
            .GroupBy(definition => (
                From: live.Files[before[definition.Id].Schema.FileRef], To: pins[definition.Schema.FileRef]))
            .Where(change => change.Key.From.Sha256 != change.Key.To.Sha256);
        var warnings = ImmutableArray.CreateBuilder<DefinitionProblem>();
        foreach (var change in changes)
        {
            SchemaCompatibility? comparison = await CompareAsync(change.Key.From, change.Key.To, cancellationToken);
            string where = $"event {string.Join(", ", change.Select(definition => $"'{definition.Id}'"))}";
            warnings.AddRange(Messages(comparison, live.Number, change.First().Schema.FileRef)
                .Select(message => new DefinitionProblem(ProblemSeverity.Warning, where, 0, 0, message)));
        }

        return warnings.ToImmutable();
    }

    private static IEnumerable<string> Messages(SchemaCompatibility? comparison, int live, string schema)
    {
        switch (comparison)
        {
            case SchemaCompatibility.Breaking(var breaks, _):
                string more = breaks.Length > MostEach ? $", and {breaks.Length - MostEach} more like it" : "";
                return breaks.Take(MostEach).Select((found, i) =>
                    $"Events that version {live} accepted and that are queued may not fit schema '{schema}': "
                    + $"{found.Message}. For example: {Shorten(found.Witness)}{(i == MostEach - 1 ? more : "")}");
            case SchemaCompatibility.Unknown(var doubts):
                return
                [
                    $"Schema '{schema}' changed, and whether the events fit it that version {live} accepted and that "
                    + $"are queued can't be told: {doubts[0].Reason}",
                ];
            default:
                return [];
        }
    }

    private static string Shorten(string example) =>
        example.Length <= LongestExample ? example : string.Concat(example.AsSpan(0, LongestExample), "…");

    /// <summary>
    /// The comparison; null when the old schema can't be read or used any more, which is no fault of the new one.
    /// </summary>
    private async Task<SchemaCompatibility?> CompareAsync(FilePin from, FilePin to, CancellationToken cancellationToken)
    {
        JsonSchema? before = await CompileAsync(from, cancellationToken);
        JsonSchema? after = await CompileAsync(to, cancellationToken);
        // Up to a second or two of work: not on a thread that serves requests.
        return before is null || after is null
            ? null
            : await Task.Run(() => SchemaCompatibility.Check(before, after), cancellationToken);
    }

    private async Task<JsonSchema?> CompileAsync(FilePin pin, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? text = await engine.Blobs.GetAsync(pin.Sha256, cancellationToken);
        return text is { } content && SchemaCatalog.Compile(content.Span) is SchemaCompilation.Compiled(var schema)
            ? schema : null;
    }
}
