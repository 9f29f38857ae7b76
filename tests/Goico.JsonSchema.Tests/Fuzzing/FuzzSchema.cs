using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>What a subject is made of; the trees are not to be changed any more.</summary>
/// <param name="Tree">The schema.</param>
/// <param name="Draft">Its draft where it does not say.</param>
/// <param name="AssertsFormats">Whether formats are checked.</param>
/// <param name="Spelling">The seed of how it is written otherwise, and in which ways it is compiled.</param>
internal sealed record FuzzSchema(JsonTree Tree, ReferenceDraft Draft, bool AssertsFormats, int Spelling)
{
    /// <summary>The documents it may refer to, each by its URI.</summary>
    public IReadOnlyList<JsonMember> Others { get; init; } = [];

    /// <summary>The URI that it stands on; null for none.</summary>
    public string? BaseUri { get; init; }

    /// <summary>The document kept under a URI, or else the one that has it for the name of a schema.</summary>
    public JsonMember? Other(string uri) =>
        Others.FirstOrDefault(other => other.Name == uri) ?? Others.FirstOrDefault(other => Names(other, uri));

    public SchemaRegistry Registry() => Others.Aggregate(
        SchemaRegistry.Empty, (registry, other) => registry.With(other.Name, JsonSpelling.Utf8(other.Value)));

    /// <summary>The same with a part less, of the schema or of what it refers to.</summary>
    public IEnumerable<FuzzSchema> Smaller()
    {
        foreach (JsonTree smaller in SmallerTrees.Of(Tree))
            yield return this with { Tree = smaller };
        for (int i = 0; i < Others.Count; i++)
        {
            yield return this with { Others = [.. Others.Take(i), .. Others.Skip(i + 1)] };
            foreach (JsonTree smaller in SmallerTrees.Of(Others[i].Value))
            {
                JsonMember other = Others[i] with { Value = smaller };
                yield return this with { Others = [.. Others.Take(i), other, .. Others.Skip(i + 1)] };
            }
        }
    }

    private static bool Names(JsonMember other, string uri)
    {
        var documents = new ReferenceDocuments();
        documents.Add(other.Value, ReferenceDraft.Draft202012, other.Name);
        return documents.HasResource(uri);
    }

    public string Describe() =>
        $"draft {Draft}, formats {(AssertsFormats ? "asserted" : "not asserted")}, spelling {Spelling}, base {BaseUri ?? "none"}\n"
        + string.Concat(Others.Select(other => $"{other.Name}: {JsonSpelling.Compact(other.Value)}\n"))
        + $"schema:   {JsonSpelling.Compact(Tree)}";
}
