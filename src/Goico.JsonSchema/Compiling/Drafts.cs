namespace Goico.JsonSchema.Compiling;

/// <summary>What tells the drafts apart.</summary>
internal static class Drafts
{
    /// <summary>The draft that a <c>$schema</c> names, or null for one that is not supported.</summary>
    public static SchemaDraft? Named(string uri) => uri.TrimEnd('#') switch
    {
        "https://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
        "http://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
        "https://json-schema.org/draft/2019-09/schema" => SchemaDraft.Draft201909,
        "http://json-schema.org/draft/2019-09/schema" => SchemaDraft.Draft201909,
        "http://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
        "https://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
        "http://json-schema.org/draft-06/schema" => SchemaDraft.Draft6,
        "https://json-schema.org/draft-06/schema" => SchemaDraft.Draft6,
        "http://json-schema.org/draft-04/schema" => SchemaDraft.Draft4,
        "https://json-schema.org/draft-04/schema" => SchemaDraft.Draft4,
        _ => null,
    };

    /// <summary>
    /// Whether a draft is older than 2019-09: <c>$ref</c> silences what stands beside it, an <c>$id</c> of a mere
    /// fragment is an anchor.
    /// </summary>
    public static bool IsBefore2019(this SchemaDraft draft) =>
        draft is SchemaDraft.Draft7 or SchemaDraft.Draft6 or SchemaDraft.Draft4;

    /// <summary>
    /// Whether a draft is older than 2020-12: <c>items</c> may be a list, with <c>additionalItems</c> after it, and
    /// <c>contains</c> evaluates nothing.
    /// </summary>
    public static bool IsBefore2020(this SchemaDraft draft) => draft != SchemaDraft.Draft202012;

    /// <summary>Whether a draft has <c>if</c>, <c>then</c> and <c>else</c>.</summary>
    public static bool HasConditions(this SchemaDraft draft) =>
        draft is not (SchemaDraft.Draft4 or SchemaDraft.Draft6);

    /// <summary>The keyword that names a schema.</summary>
    public static ReadOnlySpan<byte> IdKeyword(this SchemaDraft draft) =>
        draft == SchemaDraft.Draft4 ? "id"u8 : "$id"u8;

    /// <summary>How a keyword holds other schemas in a draft.</summary>
    public static SchemaShape Shape(SchemaDraft draft, string keyword) => keyword switch
    {
        "additionalProperties" or "not" => SchemaShape.One,
        "propertyNames" or "contains" when draft != SchemaDraft.Draft4 => SchemaShape.One,
        "if" or "then" or "else" when draft.HasConditions() => SchemaShape.One,
        "allOf" or "anyOf" or "oneOf" => SchemaShape.List,
        "properties" or "patternProperties" or "definitions" => SchemaShape.Map,
        "dependencies" => SchemaShape.MapOrNames,
        "items" => draft.IsBefore2020() ? SchemaShape.OneOrList : SchemaShape.One,
        "additionalItems" when draft.IsBefore2020() => SchemaShape.One,
        "$defs" or "dependentSchemas" when !draft.IsBefore2019() => SchemaShape.Map,
        "prefixItems" when draft == SchemaDraft.Draft202012 => SchemaShape.List,
        "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" when !draft.IsBefore2019()
            => SchemaShape.One,
        _ => SchemaShape.None,
    };
}

/// <summary>How a keyword's value holds schemas.</summary>
internal enum SchemaShape
{
    None,
    One,
    List,
    Map,
    OneOrList,

    /// <summary>An object whose values are schemas or lists of property names.</summary>
    MapOrNames,
}
