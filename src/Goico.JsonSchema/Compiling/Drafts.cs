namespace Goico.JsonSchema.Compiling;

/// <summary>What tells the drafts apart.</summary>
internal static class Drafts
{
    /// <summary>The draft that a <c>$schema</c> names, or null for one that no standard defines.</summary>
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

    /// <summary>The URI of a draft's own meta-schema.</summary>
    public static string MetaSchema(this SchemaDraft draft) => draft switch
    {
        SchemaDraft.Draft202012 => "https://json-schema.org/draft/2020-12/schema",
        SchemaDraft.Draft201909 => "https://json-schema.org/draft/2019-09/schema",
        SchemaDraft.Draft7 => "http://json-schema.org/draft-07/schema",
        SchemaDraft.Draft6 => "http://json-schema.org/draft-06/schema",
        _ => "http://json-schema.org/draft-04/schema",
    };

    /// <summary>A draft as messages name it: "draft 2020-12", "draft 7".</summary>
    public static string Title(this SchemaDraft draft) => draft switch
    {
        SchemaDraft.Draft202012 => "draft 2020-12",
        SchemaDraft.Draft201909 => "draft 2019-09",
        SchemaDraft.Draft7 => "draft 7",
        SchemaDraft.Draft6 => "draft 6",
        _ => "draft 4",
    };

    public static DraftSet AsSet(this SchemaDraft draft) => draft switch
    {
        SchemaDraft.Draft202012 => DraftSet.Draft2020,
        SchemaDraft.Draft201909 => DraftSet.Draft2019,
        SchemaDraft.Draft7 => DraftSet.Draft7,
        SchemaDraft.Draft6 => DraftSet.Draft6,
        _ => DraftSet.Draft4,
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
}
