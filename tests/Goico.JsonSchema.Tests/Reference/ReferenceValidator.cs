namespace Goico.JsonSchema.Tests.Reference;

/// <summary>
/// The five drafts read off their specifications over a tree: plain, slow, without any code in common with the
/// product. It never stops early, and so gives up on schemas of exponential work.
/// </summary>
internal sealed class ReferenceValidator(ReferenceDocuments documents, bool assertsFormats = false)
{
    private const int MostApplications = 200_000;
    private const int DeepestApplication = 2_000;

    private readonly Dictionary<string, ReferencePattern> _patterns = new(StringComparer.Ordinal);
    private int _applications;
    private int _depth;

    public ReferenceDocuments Documents => documents;

    public bool AssertsFormats => assertsFormats;

    /// <summary>Whether a document meets a schema that is among the documents.</summary>
    /// <exception cref="ReferenceException">The schema leads where there is nothing.</exception>
    /// <exception cref="ReferenceGaveUpException">The work is too much.</exception>
    public bool IsValid(JsonTree schema, JsonTree instance)
    {
        (_applications, _depth) = (0, 0);
        return Evaluate(schema, instance, null).Valid;
    }

    public ReferenceOutcome Evaluate(JsonTree schema, JsonTree instance, ReferenceScope? scope)
    {
        if (++_applications > MostApplications || _depth > DeepestApplication)
            throw new ReferenceGaveUpException();
        if (schema.IsBoolean)
            return new ReferenceOutcome(schema.Kind == JsonKind.True, []);
        if (schema.Kind != JsonKind.Object)
            throw new ReferenceException("a schema is an object or a boolean");
        _depth++;
        scope = ReferenceScope.Enter(scope, documents.ResourceOf(schema));
        var application = new ReferenceApplication(this, schema, instance, scope);
        bool valid = Holds(application);
        _depth--;
        return new ReferenceOutcome(valid, valid ? application.Evaluated : []);
    }

    public ReferencePattern Pattern(string written)
    {
        if (!_patterns.TryGetValue(written, out ReferencePattern? pattern))
            _patterns.Add(written, pattern = ReferencePattern.Parse(written));
        return pattern;
    }

    private static bool Holds(ReferenceApplication application)
    {
        JsonTree? reference = application.Find("$ref");
        bool valid = reference is null || application.Meets(application.Resolve(reference.Text));
        if (reference is not null && application.Draft < ReferenceDraft.Draft201909)
            return valid;
        valid &= ReferenceLogic.Holds(application);
        if (application.Resource.Validates)
            valid &= ReferenceAssertions.Holds(application);
        if (application.Instance.Kind == JsonKind.Array)
            valid &= ReferenceArrays.Holds(application);
        if (application.Instance.Kind == JsonKind.Object)
            valid &= ReferenceObjects.Holds(application);
        return valid & UnevaluatedHolds(application);
    }

    /// <summary>Last, because all the others say what is evaluated.</summary>
    private static bool UnevaluatedHolds(ReferenceApplication application)
    {
        string? keyword = application.Instance.Kind switch
        {
            JsonKind.Array => "unevaluatedItems",
            JsonKind.Object => "unevaluatedProperties",
            _ => null,
        };
        if (keyword is null || application.Find(keyword, since: ReferenceDraft.Draft201909) is not { } rest)
            return true;
        bool valid = true;
        IReadOnlyList<JsonTree> children = application.Instance.Children;
        for (int i = 0; i < children.Count; i++)
            valid &= application.Evaluated[i] || application.Meets(rest, children[i]);
        Array.Fill(application.Evaluated, true);
        return valid;
    }
}
