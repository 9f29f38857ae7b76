namespace Goico.JsonSchema.Compiling;

/// <summary>The language of a schema: a draft, and the vocabularies of it that its meta-schema takes.</summary>
internal sealed class Dialect
{
    private static readonly Dialect[] s_standard =
        [.. Enum.GetValues<SchemaDraft>().Select(draft => new Dialect(draft, Vocabularies.All, null))];

    private readonly bool[] _has;

    public Dialect(SchemaDraft draft, Vocabularies active, string? metaSchema)
    {
        Draft = draft;
        Active = active | Vocabularies.Core;
        MetaSchema = metaSchema;
        _has = [.. Keywords.All.Select(k => (k.Drafts & draft.AsSet()) != 0 && (k.Vocabulary & Active) != 0)];
    }

    public SchemaDraft Draft { get; }

    public Vocabularies Active { get; }

    /// <summary>The URI of the registered meta-schema that makes it; null for the draft's own.</summary>
    public string? MetaSchema { get; }

    /// <summary>Whether its meta-schema may define keywords that are unknown here, which is then no mistake.</summary>
    public bool HasForeignKeywords => MetaSchema is not null;

    /// <summary>The whole of a draft.</summary>
    public static Dialect Of(SchemaDraft draft) => s_standard[(int)draft];

    /// <summary>Whether the keyword means something in this dialect.</summary>
    public bool Has(Keyword keyword) => _has[keyword.Index];
}
