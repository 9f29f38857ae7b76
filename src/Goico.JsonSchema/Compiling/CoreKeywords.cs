using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compiling;

/// <summary>References, and the annotations, whose values must at least be of their kind.</summary>
internal static class CoreKeywords
{
    /// <summary>Reads them; true when a reference silences all other keywords (before 2019-09).</summary>
    public static bool Read(KeywordSite site)
    {
        SchemaNode? target = References.Static(site, "$ref");
        if (target is not null)
        {
            site.Reference = target;
            site.Applicators.Add(new Reference("$ref", target));
        }

        if (site.IsBefore2019 && site.Find("$ref") >= 0)
        {
            site.Node.Applicators = [.. site.Applicators];
            if (target is not null && !site.Compiler.Index.HasDynamicScope)
                (site.Node.Alias, site.Node.Applicators) = (target, []);
            return true;
        }

        ReadAnnotations(site);
        if (!site.IsBefore2019 && References.Dynamic(site) is { } dynamic)
            site.Applicators.Add(dynamic);
        if (site.Draft == SchemaDraft.Draft201909)
            site.Boolean("$recursiveAnchor");
        return false;
    }

    private static void ReadAnnotations(KeywordSite site)
    {
        foreach (string keyword in new[] { "title", "description", "$comment", "contentEncoding", "contentMediaType" })
            site.Text(keyword);
        foreach (string keyword in new[] { "readOnly", "writeOnly" })
            site.Boolean(keyword);
        if (!site.IsBefore2019)
            site.Boolean("deprecated");
        int examples = site.Find("examples");
        if (examples >= 0 && site.Draft != SchemaDraft.Draft4 && site.Kind(examples) != Text.TokenKind.Array)
            site.Problem(examples, $"examples must be an array, was {site.View.Excerpt(examples)}");
        // Definitions are indexed as schemas wherever they are; here only their holder's kind is left to check.
        site.Members("definitions");
        if (!site.IsBefore2019)
            site.Members("$defs");
    }
}
