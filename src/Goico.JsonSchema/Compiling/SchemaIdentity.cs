using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The value tokens of a schema's keywords of identity and reference, each -1 where there is none.</summary>
internal struct SchemaIdentity
{
    public int Schema;
    public int Id;
    public int OldId;
    public int Reference;
    public int Anchor;
    public int DynamicAnchor;
    public int DynamicReference;
    public int RecursiveAnchor;
    public int RecursiveReference;

    /// <summary>That of a boolean.</summary>
    public static SchemaIdentity None => new()
    {
        Schema = -1,
        Id = -1,
        OldId = -1,
        Reference = -1,
        Anchor = -1,
        DynamicAnchor = -1,
        DynamicReference = -1,
        RecursiveAnchor = -1,
        RecursiveReference = -1,
    };

    /// <summary>Reads a schema object, whose draft may not be known yet.</summary>
    public static SchemaIdentity Read(in JsonView view, int token)
    {
        SchemaIdentity identity = None;
        int end = view.Tokens[token].Next;
        for (int name = token + 1; name < end; name = view.Tokens[name + 1].Next)
        {
            Keyword? keyword = Keywords.Find(view, name);
            if (keyword is null || keyword.Index > Keywords.RecursiveAnchor.Index)
                continue;
            int value = name + 1;
            if (keyword == Keywords.Schema)
                identity.Schema = value;
            else if (keyword == Keywords.Id)
                identity.Id = value;
            else if (keyword == Keywords.OldId)
                identity.OldId = value;
            else if (keyword == Keywords.Ref)
                identity.Reference = value;
            else if (keyword == Keywords.Anchor)
                identity.Anchor = value;
            else if (keyword == Keywords.DynamicAnchor)
                identity.DynamicAnchor = value;
            else if (keyword == Keywords.DynamicRef)
                identity.DynamicReference = value;
            else if (keyword == Keywords.RecursiveAnchor)
                identity.RecursiveAnchor = value;
            else if (keyword == Keywords.RecursiveRef)
                identity.RecursiveReference = value;
        }

        return identity;
    }

    /// <summary>What names the schema in a draft.</summary>
    public readonly int IdIn(SchemaDraft draft) => draft == SchemaDraft.Draft4 ? OldId : Id;

    /// <summary>What refers dynamically in a draft.</summary>
    public readonly int DynamicReferenceIn(SchemaDraft draft) => draft switch
    {
        SchemaDraft.Draft202012 => DynamicReference,
        SchemaDraft.Draft201909 => RecursiveReference,
        _ => -1,
    };
}
