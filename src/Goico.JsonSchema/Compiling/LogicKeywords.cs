using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords that combine schemas for the same value.</summary>
internal static class LogicKeywords
{
    public static void Read(KeywordSite site)
    {
        if (site.Schemas(Keywords.AllOf) is { } all)
            site.Applicators.Add(new AllOf(all));
        if (site.Schemas(Keywords.AnyOf) is { } any)
            site.Applicators.Add(new Alternatives(site.Node, "anyOf", any));
        if (site.Schemas(Keywords.OneOf) is { } one)
            site.Applicators.Add(new Alternatives(site.Node, "oneOf", one));
        if (site.One(Keywords.Not) is { } not)
            site.Applicators.Add(new Not(site.Node, not));
        // Without "if", "then" and "else" mean nothing; without them, "if" only says what it evaluates.
        if (site.One(Keywords.If) is { } condition)
            site.Applicators.Add(new Conditional(condition, site.One(Keywords.Then), site.One(Keywords.Else)));
    }
}
