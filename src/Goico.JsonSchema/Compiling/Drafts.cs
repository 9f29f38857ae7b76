namespace Goico.JsonSchema.Compiling;

/// <summary>What tells the drafts apart.</summary>
internal static class Drafts
{
    /// <summary>The draft that a <c>$schema</c> names, or null for one that is not supported.</summary>
    public static SchemaDraft? Named(string uri) => uri.TrimEnd('#') switch
    {
        "https://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
        "http://json-schema.org/draft/2020-12/schema" => SchemaDraft.Draft202012,
        "http://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
        "https://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
        _ => null,
    };

    /// <summary>How a keyword holds other schemas in a draft.</summary>
    public static SchemaShape Shape(SchemaDraft draft, string keyword) => keyword switch
    {
        "additionalProperties" or "propertyNames" or "contains" or "not" or "if" or "then" or "else"
            => SchemaShape.One,
        "allOf" or "anyOf" or "oneOf" => SchemaShape.List,
        "properties" or "patternProperties" or "definitions" => SchemaShape.Map,
        "dependencies" => SchemaShape.MapOrNames,
        "items" => draft == SchemaDraft.Draft7 ? SchemaShape.OneOrList : SchemaShape.One,
        "additionalItems" when draft == SchemaDraft.Draft7 => SchemaShape.One,
        "$defs" or "dependentSchemas" when draft == SchemaDraft.Draft202012 => SchemaShape.Map,
        "prefixItems" when draft == SchemaDraft.Draft202012 => SchemaShape.List,
        "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" when draft == SchemaDraft.Draft202012
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
