using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords about arrays, in the meaning of each draft.</summary>
internal static class ArrayKeywords
{
    public static void Read(KeywordSite site)
    {
        var rules = new ArrayRules(site.Node)
        {
            MinItems = site.Count("minItems") ?? 0,
            MaxItems = site.Count("maxItems") ?? int.MaxValue,
            UniqueItems = site.Boolean("uniqueItems") ?? false,
            Contains = site.Draft == SchemaDraft.Draft4 ? null : site.Schema("contains"),
            ContainsEvaluates = !site.IsBefore2020,
        };
        if (site.IsBefore2020)
        {
            ReadItemsBefore2020(site, rules);
        }
        else
        {
            rules.Prefix = site.Schemas("prefixItems") ?? [];
            rules.Rest = site.Schema("items");
        }

        if (!site.IsBefore2019)
        {
            rules.MinContains = site.Count("minContains") ?? 1;
            rules.MaxContains = site.Count("maxContains") ?? int.MaxValue;
            site.Node.UnevaluatedItems = site.Schema("unevaluatedItems");
        }

        bool demands = rules.MinItems > 0 || rules.MaxItems < int.MaxValue || rules.UniqueItems
            || rules.Contains is not null || rules.Rest is not null || rules.Prefix.Length > 0;
        site.Node.Arrays = demands ? rules : null;
    }

    private static void ReadItemsBefore2020(KeywordSite site, ArrayRules rules)
    {
        int items = site.Find("items");
        if (items < 0 || site.Kind(items) != TokenKind.Array)
        {
            // Without a list of items, additionalItems has nothing to add to.
            rules.Rest = site.Schema("items");
            return;
        }

        rules.Prefix = [.. site.Elements(items).Select(site.Compiler.NodeAt).OfType<SchemaNode>()];
        rules.Rest = site.Schema("additionalItems");
    }
}
