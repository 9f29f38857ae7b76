namespace Goico.JsonSchema.Compiling;

/// <summary>What to write in place of a keyword that another draft has.</summary>
internal static class OtherDrafts
{
    /// <summary>
    /// The advice, as the end of a sentence; null for keywords whose absence makes no difference to any verdict.
    /// </summary>
    public static string? Advice(Keyword keyword, SchemaDraft draft)
    {
        if (!keyword.Checks || keyword == Keywords.Defs || keyword == Keywords.Vocabulary)
            return null;
        return Replacement(keyword, draft) is { } other ? $"{other} does that" : $"it came with {Since(keyword)}";
    }

    private static Keyword? Replacement(Keyword keyword, SchemaDraft draft)
    {
        if (keyword == Keywords.OldId)
            return Keywords.Id;
        if (keyword == Keywords.Id)
            return Keywords.OldId;
        if (keyword == Keywords.AdditionalItems || keyword == Keywords.PrefixItems)
            return Keywords.Items;
        if (keyword == Keywords.Const)
            return Keywords.Enum;
        if (keyword == Keywords.DependentRequired || keyword == Keywords.DependentSchemas)
            return Keywords.Dependencies;
        if (keyword == Keywords.RecursiveRef && draft == SchemaDraft.Draft202012)
            return Keywords.DynamicRef;
        if (keyword == Keywords.RecursiveAnchor && draft == SchemaDraft.Draft202012)
            return Keywords.DynamicAnchor;
        if (keyword == Keywords.DynamicRef && draft == SchemaDraft.Draft201909)
            return Keywords.RecursiveRef;
        if (keyword == Keywords.DynamicAnchor && draft == SchemaDraft.Draft201909)
            return Keywords.RecursiveAnchor;
        return keyword == Keywords.Anchor ? (draft == SchemaDraft.Draft4 ? Keywords.OldId : Keywords.Id) : null;
    }

    private static string Since(Keyword keyword)
    {
        foreach (SchemaDraft draft in new[]
            { SchemaDraft.Draft6, SchemaDraft.Draft7, SchemaDraft.Draft201909, SchemaDraft.Draft202012 })
        {
            if ((keyword.Drafts & draft.AsSet()) != 0)
                return $"{draft.Title()}, which $schema can name";
        }

        throw new InvalidOperationException($"No draft lacks {keyword}.");
    }
}
