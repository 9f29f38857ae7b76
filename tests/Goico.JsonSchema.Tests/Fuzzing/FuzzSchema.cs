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

    /// <summary>A document by the URI it is registered under, or one of the standard's; null when there is none.</summary>
    /// <exception cref="ReferenceException">
    /// A registered document claims the URI by an $id: where that leads is beyond the reference.
    /// </exception>
    public JsonTree? Load(string uri)
    {
        JsonTree? document = Others.FirstOrDefault(other => other.Name == uri)?.Value ?? ReferenceMetaSchemas.Find(uri);
        if (document is null && Others.Any(other => Claims(other.Value, other.Name, uri)))
            throw new ReferenceException($"{uri} is the $id of something registered under another name", isUnknown: true);
        return document;
    }

    private static bool Claims(JsonTree tree, string baseUri, string uri)
    {
        if (tree.Kind == JsonKind.Array)
            return tree.Items.Exists(item => Claims(item, baseUri, uri));
        if (tree.Kind != JsonKind.Object)
            return false;
        foreach (string keyword in new[] { "$id", "id" })
        {
            if (tree[keyword] is not { Kind: JsonKind.String } id || ReferenceUri.Split(id.Text).Uri is not { Length: > 0 } own)
                continue;
            baseUri = ReferenceUri.Resolve(baseUri, own);
            if (baseUri == uri)
                return true;
            break;
        }

        return tree.Members.Exists(member => Claims(member.Value, baseUri, uri));
    }

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

    public string Describe() =>
        $"draft {Draft}, formats {(AssertsFormats ? "asserted" : "not asserted")}, spelling {Spelling}\n"
        + string.Concat(Others.Select(other => $"{other.Name}: {JsonSpelling.Compact(other.Value)}\n"))
        + $"schema:   {JsonSpelling.Compact(Tree)}";
}
