using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>Reads the anchors by which fragments name a schema.</summary>
internal readonly ref struct AnchorReader(ProblemList problems, SchemaResource resource)
{
    /// <summary>Adds the anchors of a schema to its resource.</summary>
    public void Read(int token, in SchemaIdentity identity)
    {
        if (resource.Draft.IsBefore2019())
        {
            ReadFragmentOfId(token, identity);
            return;
        }

        ReadName(identity.Anchor, Keywords.Anchor, token);
        if (resource.Draft == SchemaDraft.Draft201909)
        {
            ReadRecursiveAnchor(identity.RecursiveAnchor, token);
            return;
        }

        string? dynamic = ReadName(identity.DynamicAnchor, Keywords.DynamicAnchor, token);
        if (dynamic is not null)
            resource.DynamicAnchors.TryAdd(dynamic, token);
        ReadGivenUpNames(identity);
    }

    private void ReadFragmentOfId(int token, in SchemaIdentity identity)
    {
        JsonView view = resource.Document.Source.View;
        int id = identity.IdIn(resource.Draft);
        bool silenced = identity.Reference >= 0;
        if (id < 0 || silenced || view.Tokens[id].Kind != TokenKind.String)
            return;
        string? fragment = SchemaUri.Split(view.Text(id)).Fragment;
        if (!string.IsNullOrEmpty(fragment) && fragment[0] != '/')
            Add(id, fragment, token);
    }

    /// <summary>A resource that $recursiveRef may find is one with a dynamic anchor of no name at its root.</summary>
    private void ReadRecursiveAnchor(int value, int token)
    {
        if (value >= 0 && token == resource.Root && resource.Document.Source.View.Tokens[value].Kind == TokenKind.True)
            resource.DynamicAnchors.TryAdd("", token);
    }

    /// <summary>
    /// What 2019-09 had in place of dynamic anchors means nothing in 2020-12, but its meta-schema still asks for
    /// values of some kind.
    /// </summary>
    private void ReadGivenUpNames(in SchemaIdentity identity)
    {
        JsonView view = resource.Document.Source.View;
        int reference = identity.RecursiveReference;
        if (reference >= 0 && view.Tokens[reference].Kind != TokenKind.String)
        {
            problems.Add(resource.Document, reference,
                $"{Keywords.RecursiveRef} must be a string, was {view.Excerpt(reference)}");
        }

        int anchor = identity.RecursiveAnchor;
        bool isName = anchor < 0
            || (view.Tokens[anchor].Kind == TokenKind.String && IsName(view.Text(anchor), resource.Draft));
        if (!isName)
        {
            problems.Add(resource.Document, anchor, $"{Keywords.RecursiveAnchor} is of draft 2019-09; here it "
                + $"{Demand(resource.Draft)}, was {view.Excerpt(anchor)}");
        }
    }

    private string? ReadName(int value, Keyword keyword, int token)
    {
        if (value < 0)
            return null;
        JsonView view = resource.Document.Source.View;
        string name = view.Tokens[value].Kind == TokenKind.String ? view.Text(value) : "";
        if (IsName(name, resource.Draft))
        {
            Add(value, name, token);
            return name;
        }

        problems.Add(resource.Document, value, $"{keyword} {Demand(resource.Draft)}, was {view.Excerpt(value)}");
        return null;
    }

    private void Add(int value, string name, int token)
    {
        if (!resource.Anchors.TryAdd(name, token) && resource.Anchors[name] != token)
        {
            problems.Add(resource.Document, value,
                $"the anchor \"{name}\" names two schemas; each needs its own");
        }
    }

    private static string Demand(SchemaDraft draft) => draft == SchemaDraft.Draft201909
        ? "must be a name of letters, digits, '-', '_', ':' and '.', with a letter first"
        : "must be a name of letters, digits, '-', '_' and '.', with a letter or '_' first";

    private static bool IsName(string text, SchemaDraft draft)
    {
        bool is2019 = draft == SchemaDraft.Draft201909;
        return text.Length > 0 && (char.IsAsciiLetter(text[0]) || (text[0] == '_' && !is2019))
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' || (c == ':' && is2019));
    }
}
