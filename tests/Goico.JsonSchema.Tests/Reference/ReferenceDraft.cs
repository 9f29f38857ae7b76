namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The drafts in the order they were published, so that "since" and "until" are comparisons.</summary>
internal enum ReferenceDraft
{
    Draft4 = 4,
    Draft6 = 6,
    Draft7 = 7,
    Draft201909 = 2019,
    Draft202012 = 2020,
}

internal static class ReferenceDrafts
{
    public static ReferenceDraft[] All { get; } = Enum.GetValues<ReferenceDraft>();

    public static string SchemaUri(this ReferenceDraft draft) => draft switch
    {
        ReferenceDraft.Draft4 => "http://json-schema.org/draft-04/schema#",
        ReferenceDraft.Draft6 => "http://json-schema.org/draft-06/schema#",
        ReferenceDraft.Draft7 => "http://json-schema.org/draft-07/schema#",
        ReferenceDraft.Draft201909 => "https://json-schema.org/draft/2019-09/schema",
        _ => "https://json-schema.org/draft/2020-12/schema",
    };

    public static SchemaDraft ToOption(this ReferenceDraft draft) => draft switch
    {
        ReferenceDraft.Draft4 => SchemaDraft.Draft4,
        ReferenceDraft.Draft6 => SchemaDraft.Draft6,
        ReferenceDraft.Draft7 => SchemaDraft.Draft7,
        ReferenceDraft.Draft201909 => SchemaDraft.Draft201909,
        _ => SchemaDraft.Draft202012,
    };

    /// <summary>The draft that a <c>$schema</c> names, or null.</summary>
    public static ReferenceDraft? Named(string uri)
    {
        static string Plain(string uri) => uri.TrimEnd('#').Replace("https:", "http:", StringComparison.Ordinal);
        return All.Cast<ReferenceDraft?>().FirstOrDefault(draft => Plain(draft!.Value.SchemaUri()) == Plain(uri));
    }

    public static string IdKeyword(this ReferenceDraft draft) => draft == ReferenceDraft.Draft4 ? "id" : "$id";

    public static string DefinitionsKeyword(this ReferenceDraft draft) =>
        draft < ReferenceDraft.Draft201909 ? "definitions" : "$defs";
}
