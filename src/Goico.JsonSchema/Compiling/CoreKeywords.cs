using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>References, and the annotations, whose values must at least be of their kind.</summary>
internal static class CoreKeywords
{
    private static readonly Keyword[] s_texts =
    [
        Keywords.Schema, Keywords.Id, Keywords.OldId, Keywords.Comment, Keywords.Title, Keywords.Description,
        Keywords.ContentEncoding, Keywords.ContentMediaType,
    ];

    private static readonly Keyword[] s_booleans =
        [Keywords.ReadOnly, Keywords.WriteOnly, Keywords.Deprecated, Keywords.RecursiveAnchor];

    /// <summary>Reads them; the node that <c>$ref</c> leads to, if there is one.</summary>
    public static SchemaNode? Read(KeywordSite site)
    {
        SchemaNode? target = site.Schema.Target?.Node;
        if (target is not null)
            site.Applicators.Add(new Reference(Keywords.Ref.Name, target));
        if (site.Schema.IsOnlyReference)
            return target;
        if (Dynamic(site) is { } dynamic)
            site.Applicators.Add(dynamic);
        ReadAnnotations(site);
        return target;
    }

    /// <summary>
    /// The applicator for <c>$dynamicRef</c> or its forerunner <c>$recursiveRef</c>, if there is one.
    /// </summary>
    private static Applicator? Dynamic(KeywordSite site)
    {
        if (site.Schema.DynamicTarget is not { } target)
            return null;
        string keyword = (site.IsBefore2020 ? Keywords.RecursiveRef : Keywords.DynamicRef).Name;
        return site.Schema.DynamicAnchor is { } anchor
            ? new DynamicReference(keyword, target.Node, site.Compiler.DynamicScope(anchor))
            : new Reference(keyword, target.Node);
    }

    private static void ReadAnnotations(KeywordSite site)
    {
        foreach (Keyword keyword in s_texts)
            site.Text(keyword);
        foreach (Keyword keyword in s_booleans)
            site.Boolean(keyword);
        int examples = site.Find(Keywords.Examples);
        if (examples >= 0 && site.Kind(examples) != TokenKind.Array)
            site.Problem(examples, $"examples must be an array, was {site.View.Excerpt(examples)}");
        // Definitions are indexed as schemas wherever they are; here only their holder's kind is left to check.
        site.ObjectAt(Keywords.Definitions);
        site.ObjectAt(Keywords.Defs);
        ReadVocabulary(site);
    }

    private static void ReadVocabulary(KeywordSite site)
    {
        foreach ((string name, int value) in site.Members(Keywords.Vocabulary))
        {
            if (site.Kind(value) is not (TokenKind.True or TokenKind.False))
            {
                site.Problem(value, $"$vocabulary must say of \"{name}\" whether it is required, true or false, was "
                    + site.View.Excerpt(value));
            }
        }
    }
}
