using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords that combine schemas for the same value.</summary>
internal static class LogicKeywords
{
    public static void Read(KeywordSite site)
    {
        if (site.Schemas("allOf") is { } all)
            site.Applicators.Add(new AllOf(all));
        if (site.Schemas("anyOf") is { } any)
            site.Applicators.Add(new Alternatives(site.Node, "anyOf", any));
        if (site.Schemas("oneOf") is { } one)
            site.Applicators.Add(new Alternatives(site.Node, "oneOf", one));
        if (site.Schema("not") is { } not)
            site.Applicators.Add(new Not(site.Node, not));
        // Without "if", "then" and "else" mean nothing; without them, "if" only says what it evaluates.
        if (site.Draft.HasConditions() && site.Schema("if") is { } condition)
            site.Applicators.Add(new Conditional(condition, site.Schema("then"), site.Schema("else")));
    }
}
