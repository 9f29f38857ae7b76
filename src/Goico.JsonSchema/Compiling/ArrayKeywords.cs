using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords about arrays, in the meaning of each draft.</summary>
internal static class ArrayKeywords
{
    private static readonly Keyword[] s_keywords =
    [
        Keywords.MinItems, Keywords.MaxItems, Keywords.UniqueItems, Keywords.Contains, Keywords.MinContains,
        Keywords.MaxContains, Keywords.Items, Keywords.PrefixItems, Keywords.AdditionalItems,
        Keywords.UnevaluatedItems,
    ];

    public static void Read(KeywordSite site)
    {
        if (!site.HasAny(s_keywords))
            return;
        var rules = new ArrayRules(site.Node)
        {
            MinItems = site.Count(Keywords.MinItems) ?? 0,
            MaxItems = site.Count(Keywords.MaxItems) ?? int.MaxValue,
            UniqueItems = site.Boolean(Keywords.UniqueItems) ?? false,
            Contains = site.One(Keywords.Contains),
            ContainsEvaluates = !site.IsBefore2020,
            MinContains = site.Count(Keywords.MinContains) ?? 1,
            MaxContains = site.Count(Keywords.MaxContains) ?? int.MaxValue,
        };
        if (site.IsBefore2020)
        {
            ReadItemsBefore2020(site, rules);
        }
        else
        {
            rules.Prefix = site.Schemas(Keywords.PrefixItems) ?? [];
            rules.Rest = site.One(Keywords.Items);
        }

        site.Node.UnevaluatedItems = site.One(Keywords.UnevaluatedItems);
        bool demands = rules.MinItems > 0 || rules.MaxItems < int.MaxValue || rules.UniqueItems
            || rules.Contains is not null || rules.Rest is not null || rules.Prefix.Length > 0;
        site.Node.Arrays = demands ? rules : null;
    }

    private static void ReadItemsBefore2020(KeywordSite site, ArrayRules rules)
    {
        int items = site.Find(Keywords.Items);
        if (items < 0 || site.Kind(items) != TokenKind.Array)
        {
            // Without a list of items, additionalItems has nothing to add to.
            rules.Rest = site.One(Keywords.Items);
            return;
        }

        rules.Prefix = site.Schemas(Keywords.Items) ?? [];
        rules.Rest = site.One(Keywords.AdditionalItems);
    }
}
