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
            foreach ((JsonTree schema, ReferenceResource resource) in unseen)
                Check(schema, resource);
        }

        _mistakes.AddRange(_documents.Conflicts.Select(name => $"{name} names two schemas"));
        bool hasNames = _documents.Adopted.SelectMany(schema => schema.SelfAndBelow()).Any(node =>
            node.Has("$id") || node.Has("id") || node.Has("$anchor") || node.Has("$dynamicAnchor"));
        if (hasNames)
            _unknown.Add("a reference leads to names in a place of no keyword");
    }

    private void Check(JsonTree schema, ReferenceResource resource)
    {
        if (schema.Kind != JsonKind.Object)
        {
            Demand(schema.IsBoolean, "a schema is an object or a boolean");
            Demand(resource.Draft > ReferenceDraft.Draft4 || schema != _root, "draft 4 has no boolean schemas");
            return;
        }

        CheckNames(schema, resource);
        foreach (ReferenceSubschema child in ReferenceShapes.Subschemas(schema, resource.Draft))
        {
            bool allowsBoolean = child.Keyword is "additionalProperties" or "additionalItems"
                || resource.Draft > ReferenceDraft.Draft4;
            Demand(allowsBoolean || !child.Schema.IsBoolean, "draft 4 has no boolean schemas");
        }

        CheckReference(schema, resource, "$ref");
        if (resource.Draft < ReferenceDraft.Draft201909 && schema.Has("$ref"))
            return;
        if (resource.Draft == ReferenceDraft.Draft201909)
            CheckReference(schema, resource, "$recursiveRef");
        if (resource.Draft == ReferenceDraft.Draft202012)
            CheckReference(schema, resource, "$dynamicRef");
        foreach (JsonMember member in schema.Members)
        {
            Demand(ReferenceArguments.AreAccepted(member.Name, member.Value, schema, resource.Draft),
                $"{member.Name} does not take {member.Value.Kind} {member.Value.Text}");
        }

        CheckPatterns(schema);
        string? format = schema["format"]?.Kind == JsonKind.String ? schema["format"]!.Text : null;
        if (_assertsFormats && format is not null && !ReferenceFormats.IsDecided(format))
            _unknown.Add($"the format {format}");
    }

    private void CheckNames(JsonTree schema, ReferenceResource resource)
    {
        ReferenceDraft draft = resource.Draft;
        if (schema["$schema"] is { } meta && (schema == _root || schema.Has("$id") || schema.Has("id")))
        {
            Demand(meta.Kind == JsonKind.String && ReferenceDrafts.Named(meta.Text) is not null, "no such $schema");
            draft = ReferenceDrafts.Named(meta.Text) ?? draft;
        }

        bool silenced = draft < ReferenceDraft.Draft201909 && schema.Has("$ref");
        if (!silenced && schema[draft.IdKeyword()] is { } id)
        {
            Demand(id.Kind == JsonKind.String, "an $id is a string");
            CheckUri(id);
            Demand(draft < ReferenceDraft.Draft201909
                || string.IsNullOrEmpty(ReferenceUri.Split(id.Text).Fragment), "an $id has no fragment");
        }
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

    [GeneratedRegex(@"^((https?://[a-z0-9.-]+/|/)?([a-z0-9._-]+/)*[a-z0-9._-]*|urn:ex:[a-z0-9]+)\z")]
    private static partial Regex PlainUri();

    private void Demand(bool holds, string mistake)
    {
        if (!holds)
            _mistakes.Add(mistake);
    }
}
