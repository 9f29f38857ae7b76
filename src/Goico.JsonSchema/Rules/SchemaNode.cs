namespace Goico.JsonSchema.Rules;

/// <summary>
/// One compiled subschema. The compiler creates it empty (so that references may form cycles) and fills it; from then
/// on nothing changes it. What it demands is grouped by the type of value it concerns, so that a value meets only
/// the rules for its own type.
/// </summary>
internal sealed class SchemaNode(SchemaOrigin origin, int token, string keyword)
{
    // Longer pointers are worked out anew each time: what a schema's author can make long, others must not keep.
    private const int LongestKept = 256;

    private string? _pointer;

    /// <summary>
    /// The subschema's place as written, worked out when asked, for violations: a JSON Pointer; in another document
    /// than the schema, after that document's URI and '#'.
    /// </summary>
    public string Location => origin.Location(Pointer);

    /// <summary>JSON Pointer to the subschema in its document, whichever that is.</summary>
    public string Pointer
    {
        get
        {
            string pointer = _pointer ?? origin.Pointer(token);
            if (pointer.Length <= LongestKept)
                _pointer = pointer;
            return pointer;
        }
    }

    /// <summary>
    /// The subschema's place as a URI: that of its resource, '#' and the pointer from the resource's root. It starts
    /// at '#' when no <c>$id</c> and no base URI names the resource.
    /// </summary>
    public string AbsoluteLocation => origin.AbsoluteLocation(Pointer);

    /// <summary>The keyword that a <c>false</c> schema here speaks for.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>The schema resource it belongs to, for $dynamicRef.</summary>
    public int Resource { get; } = origin.Number;

    private int Token => token;

    /// <summary>The node to use in place of this one, which says nothing but $ref.</summary>
    public SchemaNode? Alias { get; set; }

    /// <summary>The schema <c>false</c>.</summary>
    public bool IsFalse { get; set; }

    /// <summary>Whether nothing can fail here.</summary>
    public bool IsTrue { get; set; }

    /// <summary>Whether it says nothing about what is in a value, nor applies other schemas to it.</summary>
    public bool IsScalar { get; private set; }

    /// <summary>The types allowed; none means any.</summary>
    public JsonTypes Types { get; set; }

    /// <summary>The same, where any is all.</summary>
    public JsonTypes AllowedTypes { get; private set; }

    public NumberRules? Numbers { get; set; }

    public TextRules? Texts { get; set; }

    public ObjectRules? Objects { get; set; }

    public ArrayRules? Arrays { get; set; }

    /// <summary><c>enum</c> and <c>const</c>.</summary>
    public ValueSet[] Values { get; set; } = [];

    /// <summary>The keywords that apply other schemas to the same value.</summary>
    public Applicator[] Applicators { get; set; } = [];

    public SchemaNode? UnevaluatedProperties { get; set; }

    public SchemaNode? UnevaluatedItems { get; set; }

    /// <summary>JSON Pointer from this schema to one that it contains.</summary>
    public string PointerTo(SchemaNode inner) => origin.Pointer(token, inner.Token);

    /// <summary>Derives what the check asks of every value, once all schemas are read.</summary>
    public void Seal()
    {
        foreach (Applicator applicator in Applicators)
            applicator.Seal();
        AllowedTypes = Types == JsonTypes.None ? JsonTypes.Any : Types;
        IsScalar = !IsFalse && Objects is null && Arrays is null && Applicators.Length == 0
            && UnevaluatedProperties is null && UnevaluatedItems is null;
    }

    /// <summary>The schemas that this one applies to the same value.</summary>
    public IEnumerable<SchemaNode> InPlace()
    {
        IEnumerable<SchemaNode> targets = Applicators.SelectMany(applicator => applicator.Targets);
        if (Alias is not null)
            targets = targets.Append(Alias);
        return Objects is null ? targets : targets.Concat(Objects.InPlace);
    }
}
