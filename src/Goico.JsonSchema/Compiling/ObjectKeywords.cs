using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords about objects.</summary>
internal static class ObjectKeywords
{
    private static readonly Keyword[] s_keywords =
    [
        Keywords.MinProperties, Keywords.MaxProperties, Keywords.PropertyNames, Keywords.AdditionalProperties,
        Keywords.Properties, Keywords.PatternProperties, Keywords.Required, Keywords.Dependencies,
        Keywords.DependentSchemas, Keywords.DependentRequired, Keywords.UnevaluatedProperties,
    ];

    public static void Read(KeywordSite site)
    {
        if (!site.HasAny(s_keywords))
            return;
        var rules = new ObjectRules(site.Node)
        {
            MinProperties = site.Count(Keywords.MinProperties) ?? 0,
            MaxProperties = site.Count(Keywords.MaxProperties) ?? int.MaxValue,
            PropertyNames = site.One(Keywords.PropertyNames),
            AdditionalProperties = site.One(Keywords.AdditionalProperties),
        };
        bool demands = rules.MinProperties > 0 || rules.MaxProperties < int.MaxValue
            || rules.PropertyNames is not null || rules.AdditionalProperties is not null;
        demands |= ReadProperties(site, rules);
        demands |= ReadRequired(site, rules);
        demands |= ReadDependencies(site, rules, Keywords.Dependencies, schemas: true, names: true);
        demands |= ReadDependencies(site, rules, Keywords.DependentSchemas, schemas: true, names: false);
        demands |= ReadDependencies(site, rules, Keywords.DependentRequired, schemas: false, names: true);
        site.Node.UnevaluatedProperties = site.One(Keywords.UnevaluatedProperties);
        rules.Seal();
        site.Node.Objects = demands ? rules : null;
    }

    private static bool ReadProperties(KeywordSite site, ObjectRules rules)
    {
        bool any = false;
        foreach ((string name, int value) in site.Members(Keywords.Properties))
        {
            any = true;
            rules.Named(name).Schema = site.NodeAt(value);
        }

        foreach ((string written, int value) in site.Members(Keywords.PatternProperties))
        {
            any = true;
            Pattern? pattern = site.Compiler.Patterns.TryCompile(written, out string problem);
            if (pattern is null)
                site.Problem(value, $"the regular expression {JsonView.Shorten(written)} {problem}");
            else if (site.NodeAt(value) is { } schema)
                rules.PatternProperties.Add((pattern, schema));
        }

        return any;
    }

    private static bool ReadRequired(KeywordSite site, ObjectRules rules)
    {
        int required = site.Find(Keywords.Required);
        if (required < 0)
            return false;
        rules.Required.AddRange(site.Names(required, Keywords.Required).Select(rules.Watched));
        return rules.Required.Count > 0;
    }

    private static bool ReadDependencies(
        KeywordSite site, ObjectRules rules, Keyword keyword, bool schemas, bool names)
    {
        IReadOnlyList<(string Name, int Value)> members = site.Members(keyword);
        foreach ((string name, int value) in members)
        {
            NamedProperty trigger = rules.Watched(name);
            bool isNames = names && (!schemas || site.Kind(value) == TokenKind.Array);
            NamedProperty[] needed = isNames ? [.. site.Names(value, keyword).Select(rules.Watched)] : [];
            SchemaNode? schema = isNames ? null : site.NodeAt(value);
            rules.Dependencies.Add(new Dependency(trigger, needed, schema, keyword.Name));
        }

        return members.Count > 0;
    }
}
