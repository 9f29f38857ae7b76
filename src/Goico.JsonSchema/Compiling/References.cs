using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Links <c>$ref</c>, <c>$dynamicRef</c> and <c>$recursiveRef</c> to the schemas they name, before any node is made:
/// what they lead to may bring in more documents, with more references and anchors.
/// </summary>
internal sealed class References(SchemaIndex index, ReferencedDocuments documents, ProblemList problems)
{
    // Each reference by such an anchor may end at any of them.
    private const int MostCandidates = 256;

    private readonly Dictionary<string, IReadOnlyList<Subschema>> _candidates = new(StringComparer.Ordinal);

    /// <summary>Whether where a reference leads may depend on how it was reached.</summary>
    public bool HasDynamicScope { get; private set; }

    /// <summary>Links all references, and those that come to light meanwhile.</summary>
    public void Link()
    {
        for (int i = 0; i < index.Subschemas.Count; i++)
            Link(index.Subschemas[i]);
        // Which anchors share a name is known only now.
        foreach (Subschema schema in index.Subschemas)
        {
            if (schema.DynamicAnchor is not { } name)
                continue;
            if (Candidates(name).Count > 1)
                HasDynamicScope = true;
            else
                schema.DynamicAnchor = null;
        }
    }

    /// <summary>The schemas that a dynamic anchor of a name may stand for, one a resource.</summary>
    public IReadOnlyList<Subschema> Candidates(string anchor)
    {
        if (_candidates.TryGetValue(anchor, out IReadOnlyList<Subschema>? candidates))
            return candidates;
        var found = new List<Subschema>();
        foreach (SchemaResource resource in index.Resources)
        {
            if (!resource.DynamicAnchors.TryGetValue(anchor, out int token)
                || resource.Document.At(token) is not { } candidate)
            {
                continue;
            }

            if (found.Count < MostCandidates)
            {
                found.Add(candidate);
                continue;
            }

            problems.Add(resource.Document, token,
                $"is one of more than {MostCandidates} schemas with the same dynamic anchor, \"{anchor}\"");
            break;
        }

        _candidates.Add(anchor, found);
        return found;
    }

    private void Link(Subschema schema)
    {
        if (schema.Reference >= 0)
            schema.Target = Find(schema, schema.Reference, Keywords.Ref, out _);
        if (schema.DynamicReference < 0)
            return;
        Keyword keyword = schema.Resource.Draft.IsBefore2020() ? Keywords.RecursiveRef : Keywords.DynamicRef;
        Subschema? target = Find(schema, schema.DynamicReference, keyword, out string fragment);
        schema.DynamicTarget = target;
        bool isDynamic = target is not null && target.Token ==
            target.Resource.DynamicAnchors.GetValueOrDefault(fragment, -1);
        schema.DynamicAnchor = isDynamic ? fragment : null;
    }

    /// <summary>The schema that a reference names; null, reported, when there is none.</summary>
    private Subschema? Find(Subschema schema, int token, Keyword keyword, out string fragment)
    {
        fragment = "";
        JsonView view = schema.Document.Source.View;
        if (view.Tokens[token].Kind != TokenKind.String)
        {
            problems.Add(schema.Document, token, $"{keyword} must be a string, was {view.Excerpt(token)}");
            return null;
        }

        (string uri, string? part) = SchemaUri.Split(view.Text(token));
        SchemaResource? resource = schema.Resource;
        string reason = "";
        if (uri.Length > 0)
        {
            string? absolute = SchemaUri.Resolve(resource.Base, uri);
            reason = $"is no reference to a URI of at most {SchemaUri.Longest} characters";
            resource = absolute is null ? null : documents.Find(absolute, resource.Dialect, out reason);
        }

        fragment = Uri.UnescapeDataString(part ?? "");
        Subschema? target = resource is null ? null : Locate(resource, fragment);
        if (target is not null)
            return target;
        if (resource is not null)
            reason = "names no schema; check the path or the anchor";
        problems.Add(schema.Document, token, $"{keyword} {view.Excerpt(token)} {reason}");
        return null;
    }

    private Subschema? Locate(SchemaResource resource, string fragment)
    {
        SchemaDocument document = resource.Document;
        if (fragment.Length == 0)
            return document.At(resource.Root);
        if (fragment[0] != '/')
            return resource.Anchors.TryGetValue(fragment, out int anchor) ? document.At(anchor) : null;
        if (JsonPointer.Segments(fragment) is not { } segments)
            return null;
        int at = resource.Root;
        foreach (string segment in segments)
        {
            at = document.Child(at, segment);
            if (at < 0)
                return null;
            // Within another resource its own base applies.
            resource = document.At(at)?.Resource ?? resource;
        }

        return index.Adopt(document, at, resource);
    }
}
