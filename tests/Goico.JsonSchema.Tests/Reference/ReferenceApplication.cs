namespace Goico.JsonSchema.Tests.Reference;

/// <summary>One schema object applied to one value.</summary>
internal sealed class ReferenceApplication(
    ReferenceValidator validator, JsonTree schema, JsonTree instance, ReferenceScope scope)
{
    public JsonTree Schema => schema;

    public JsonTree Instance => instance;

    public ReferenceScope Scope => scope;

    public ReferenceResource Resource => scope.Resource;

    public ReferenceDraft Draft => scope.Resource.Draft;

    /// <summary>Which of the value's children the schema has evaluated so far.</summary>
    public bool[] Evaluated { get; } = new bool[instance.ChildCount];

    /// <summary>The argument of a keyword, if the schema has it and the draft knows it.</summary>
    public JsonTree? Find(string keyword, ReferenceDraft since = ReferenceDraft.Draft4,
        ReferenceDraft until = ReferenceDraft.Draft202012) =>
        Draft >= since && Draft <= until ? schema[keyword] : null;

    /// <summary>Applies another schema to the same value; what it evaluates counts as evaluated here.</summary>
    public bool Meets(JsonTree other)
    {
        ReferenceOutcome outcome = validator.Evaluate(other, instance, scope);
        for (int i = 0; i < outcome.Evaluated.Length; i++)
            Evaluated[i] |= outcome.Evaluated[i];
        return outcome.Valid;
    }

    /// <summary>Applies a schema to another value: a child, or a name.</summary>
    public bool Meets(JsonTree other, JsonTree value) => validator.Evaluate(other, value, scope).Valid;

    public ReferenceResource ResourceOf(JsonTree other) => validator.Documents.ResourceOf(other);

    /// <summary>The schema that a reference in this schema names.</summary>
    public JsonTree Resolve(string reference) => validator.Documents.Resolve(Resource, reference);

    public bool Matches(string pattern, string text) => validator.Pattern(pattern).IsMatch(text);

    public bool CheckFormat(string format) =>
        !validator.AssertsFormats || ReferenceFormats.Holds(format, instance.Text);
}

/// <summary>The outcome of one application; of a schema that is not met nothing counts as evaluated.</summary>
internal sealed record ReferenceOutcome(bool Valid, bool[] Evaluated);
