using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>Resolves <c>$ref</c>, <c>$dynamicRef</c> and <c>$recursiveRef</c> within the document.</summary>
internal static class References
{
    /// <summary>The schema that a reference names; null without the keyword or, reported, the schema.</summary>
    public static SchemaNode? Static(KeywordSite site, string keyword) =>
        Find(site, keyword, out _) is { } target ? site.Compiler.NodeOf(target) : null;

    /// <summary>
    /// The applicator for <c>$dynamicRef</c> or its forerunner <c>$recursiveRef</c>, if there is one.
    /// </summary>
    public static Applicator? Dynamic(KeywordSite site)
    {
        string keyword = site.IsBefore2020 ? "$recursiveRef" : "$dynamicRef";
        Subschema? target = Find(site, keyword, out string fragment);
        if (target is null)
            return null;
        SchemaNode initial = site.Compiler.NodeOf(target);
        bool isDynamic = target.Resource.DynamicAnchors.TryGetValue(fragment, out int token) && token == target.Token;
        if (!isDynamic)
            return new Reference(keyword, initial);
        var byResource = new Dictionary<int, SchemaNode>();
        foreach (SchemaResource resource in site.Compiler.Index.Resources)
        {
            if (resource.DynamicAnchors.TryGetValue(fragment, out int anchor)
                && site.Compiler.NodeAt(anchor) is { } candidate)
            {
                byResource.Add(resource.Number, candidate);
            }
        }

        return byResource.Count == 1
            ? new Reference(keyword, initial)
            : new DynamicReference(keyword, initial, byResource);
    }

    private static Subschema? Find(KeywordSite site, string keyword, out string fragment)
    {
        fragment = "";
        string? reference = site.Text(keyword);
        if (reference is null)
            return null;
        int token = site.Find(keyword);
        (string uri, string? part) = SchemaUri.Split(reference);
        string? absolute = SchemaUri.Resolve(site.Resource.Uri, uri);
        SchemaResource? resource = uri.Length == 0 ? site.Resource
            : absolute is null ? null : site.Compiler.Index.Resource(absolute);
        if (resource is null)
        {
            site.Problem(token, $"{keyword} {site.View.Excerpt(token)} leads out of this schema; only references "
                + "within it can be followed: put the schema it means under $defs, with its $id");
            return null;
        }

        fragment = Uri.UnescapeDataString(part ?? "");
        Subschema? target = Locate(site, resource, fragment);
        if (target is null)
            site.Problem(token, $"{keyword} {site.View.Excerpt(token)} names no schema; check the path or the anchor");
        return target;
    }

    private static Subschema? Locate(KeywordSite site, SchemaResource resource, string fragment)
    {
        SchemaIndex index = site.Compiler.Index;
        if (fragment.Length == 0)
            return index.At(resource.Root);
        if (fragment[0] != '/')
            return resource.Anchors.TryGetValue(fragment, out int anchor) ? index.At(anchor) : null;
        int at = resource.Root;
        foreach (string segment in JsonPointer.Segments(fragment) ?? ["", "no pointer"])
        {
            JsonView view = site.View;
            at = view.Tokens[at].Kind == TokenKind.Array
                ? view.Element(at, JsonPointer.Position(segment))
                : view.Find(at, System.Text.Encoding.UTF8.GetBytes(segment));
            if (at < 0)
                return null;
            // Within another resource its own base applies.
            resource = index.At(at)?.Resource ?? resource;
        }

        return index.Adopt(at, resource);
    }
}
