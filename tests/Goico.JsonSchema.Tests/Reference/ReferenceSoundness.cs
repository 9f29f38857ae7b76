using System.Text.RegularExpressions;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>What is to become of a schema when it is compiled.</summary>
internal enum Soundness
{
    /// <summary>It is sound: refusing it would be a mistake.</summary>
    Sound,

    /// <summary>It has mistakes: accepting it would be one.</summary>
    Unsound,

    /// <summary>It holds something that the reference has no opinion on.</summary>
    Unknown,
}

/// <summary>
/// The rules by which a schema is refused, as the documentation states them: values that a keyword does not take,
/// references to nothing, names given twice, and recursion without a step into the value.
/// </summary>
internal sealed partial class ReferenceSoundness
{
    private readonly ReferenceDocuments _documents;
    private readonly JsonTree _root;
    private readonly bool _assertsFormats;
    private readonly List<string> _unknown = [];
    private readonly List<string> _mistakes = [];

    private ReferenceSoundness(ReferenceDocuments documents, JsonTree root, bool assertsFormats) =>
        (_documents, _root, _assertsFormats) = (documents, root, assertsFormats);

    /// <summary>Judges a schema; the reasons are for people.</summary>
    public static (Soundness Answer, IReadOnlyList<string> Reasons) Of(
        ReferenceDocuments documents, JsonTree root, bool assertsFormats)
    {
        var soundness = new ReferenceSoundness(documents, root, assertsFormats);
        soundness.CheckAll();
        if (soundness._mistakes.Count == 0 && soundness._unknown.Count == 0)
            soundness._mistakes.AddRange(new ReferenceProgress(documents).Mistakes());
        return soundness._unknown.Count > 0 ? (Soundness.Unknown, soundness._unknown)
            : soundness._mistakes.Count > 0 ? (Soundness.Unsound, soundness._mistakes)
            : (Soundness.Sound, []);
    }

    private void CheckAll()
    {
        var seen = new HashSet<JsonTree>();
        // References may turn further places into schemas while they are followed.
        while (_documents.Schemas.Where(pair => seen.Add(pair.Key)).ToList() is { Count: > 0 } unseen)
        {
            var standard = _documents.Standard.SelectMany(document => document.SelfAndBelow()).ToHashSet();
            foreach ((JsonTree schema, ReferenceResource resource) in unseen)
            {
                if (!standard.Contains(schema))
                    Check(schema, resource);
            }
        }

        _mistakes.AddRange(_documents.Conflicts.Select(name => $"{name} names two schemas"));
        JsonTree[] entries = [_root, .. _documents.Adopted, .. _documents.Enclaves, .. _documents.Loaded];
        foreach (JsonTree entry in entries)
            CheckByMetaSchema(entry);
        bool hasNames = _documents.Adopted.SelectMany(schema => schema.SelfAndBelow()).Any(node =>
            node.Has("$id") || node.Has("id") || node.Has("$anchor") || node.Has("$dynamicAnchor"));
        if (hasNames)
            _unknown.Add("a reference leads to names in a place of no keyword");
    }

    /// <summary>A part of another draft is a part to its own meta-schema, and nothing to that of the rest.</summary>
    private void CheckByMetaSchema(JsonTree entry)
    {
        JsonTree Masked(JsonTree tree) => tree != entry && _documents.Enclaves.Contains(tree) ? JsonTree.Object([])
            : tree.Kind == JsonKind.Array ? JsonTree.Array(tree.Items.ConvertAll(Masked))
            : tree.Kind != JsonKind.Object ? tree
            : JsonTree.Object(tree.Members.ConvertAll(member => member with { Value = Masked(member.Value) }));

        ReferenceDraft draft = _documents.ResourceOf(entry).Draft;
        try
        {
            Demand(ReferenceMetaSchemas.Accepts(draft, Masked(entry)), $"no schema by the meta-schema of {draft}");
        }
        catch (Exception e) when (e is ReferenceGaveUpException or ReferenceException)
        {
            _unknown.Add($"{e.Message} on the meta-schema");
        }
    }

    private void Check(JsonTree schema, ReferenceResource resource)
    {
        Demand(schema.Kind == JsonKind.Object || schema.IsBoolean, "a schema is an object or a boolean");
        if (schema.Kind != JsonKind.Object)
            return;
        CheckNames(schema);
        CheckReference(schema, resource, "$ref");
        if (resource.Draft < ReferenceDraft.Draft201909 && schema.Has("$ref"))
            return;
        if (resource.Draft == ReferenceDraft.Draft201909)
            CheckReference(schema, resource, "$recursiveRef");
        if (resource.Draft == ReferenceDraft.Draft202012)
            CheckReference(schema, resource, "$dynamicRef");
        CheckPatterns(schema);
        string? format = schema["format"]?.Kind == JsonKind.String ? schema["format"]!.Text : null;
        if (_assertsFormats && format is not null && !ReferenceFormats.IsDecided(format))
            _unknown.Add($"the format {format}");
    }

    private void CheckNames(JsonTree schema)
    {
        foreach (string keyword in new[] { "$id", "id" }.Where(schema.Has))
            CheckUri(schema[keyword]!);
        bool isDocument = schema == _root || _documents.Loaded.Contains(schema);
        bool statesDraft = isDocument || schema.Has("$id") || schema.Has("id");
        if (statesDraft && schema["$schema"] is { Kind: JsonKind.String } meta)
            Demand(ReferenceDrafts.Named(meta.Text) is not null, "no such $schema");
    }

    private void CheckReference(JsonTree schema, ReferenceResource resource, string keyword)
    {
        if (schema[keyword] is not { } reference)
            return;
        Demand(reference.Kind == JsonKind.String, $"a {keyword} is a string");
        CheckUri(reference);
        if (reference.Kind != JsonKind.String)
            return;
        try
        {
            _documents.Resolve(resource, reference.Text);
        }
        catch (ReferenceException e)
        {
            _mistakes.Add(e.Message);
        }
    }

    private void CheckPatterns(JsonTree schema)
    {
        IEnumerable<string> patterns = schema["patternProperties"]?.Members.Select(member => member.Name) ?? [];
        if (schema["pattern"] is { Kind: JsonKind.String } pattern)
            patterns = patterns.Append(pattern.Text);
        _unknown.AddRange(patterns.Where(written => !ReferencePattern.IsKnown(written)));
    }

    /// <summary>What is not plainly a URI, others may resolve otherwise.</summary>
    private void CheckUri(JsonTree uri)
    {
        string[] parts = uri.Text.Split('#');
        if (parts.Length > 2 || !PlainUri().IsMatch(parts[0]))
            _unknown.Add($"the URI {uri.Text}");
    }

    [GeneratedRegex(@"^((https?://[a-z0-9]+([.-][a-z0-9]+)*/|/)?([a-z0-9._-]+/)*[a-z0-9._-]*|urn:ex:[a-z0-9]+)\z")]
    private static partial Regex PlainUri();

    private void Demand(bool holds, string mistake)
    {
        if (!holds)
            _mistakes.Add(mistake);
    }
}
