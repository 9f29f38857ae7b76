using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Random schemas that are sound as a rule: resources with their definitions, that refer to each other by all the
/// ways there are.
/// </summary>
internal sealed class RandomSchema(Random random, ReferenceDraft draft, string? baseUri)
{
    private readonly RandomScalars _scalars = new(random);
    private readonly SchemaPlan _plan = new(random, draft, baseUri);

    /// <summary>What of the last schema stands in documents of its own, by URI.</summary>
    public IReadOnlyList<JsonMember> Others { get; private set; } = [];

    /// <param name="statesDraft">Whether it says its draft, or leaves that to the options.</param>
    public JsonTree Next(bool statesDraft)
    {
        var subschemas = new RandomSubschema(random, _plan);
        // Before the definitions are written it must be known which resources have the anchor.
        foreach (PlannedResource resource in _plan.Resources)
            resource.HasNode = resource.Draft == ReferenceDraft.Draft202012 && !_scalars.OneIn(4);
        JsonTree root = Body(subschemas, _plan.Root);
        if (statesDraft)
            root.Set("$schema", JsonTree.Of(draft.SchemaUri()));
        var others = new List<JsonMember>();
        foreach (PlannedResource resource in _plan.Resources.Skip(1))
        {
            JsonTree body = Body(subschemas, resource);
            if (resource.Draft != draft || resource.StandsAlone)
                body.Set("$schema", JsonTree.Of(resource.Draft.SchemaUri()));
            // What it is kept under names it as well.
            if (resource.StandsAlone && _scalars.OneIn(2))
                body.Remove(resource.Draft.IdKeyword());
            if (resource.StandsAlone)
                others.Add(new JsonMember(resource.Uri, body));
            else
                Definitions(root, draft.DefinitionsKeyword()).Set(resource.Key!, body);
        }

        AimPointers(root, subschemas.Pointers);
        foreach (JsonTree document in others.Select(other => other.Value).Prepend(root))
            Shuffle(document);
        Others = others;
        return root;
    }

    private JsonTree Body(RandomSubschema subschemas, PlannedResource resource)
    {
        PlannedTarget self = resource.Targets[0];
        int depth = Depth() + (resource == _plan.Root ? 1 : 0);
        JsonTree body = subschemas.Object(new SchemaSpot(resource, self.Rank), depth);
        // There, a $ref would silence all the rest, the $id with it.
        if (resource.Draft < ReferenceDraft.Draft201909 && (resource.Id is not null || !_scalars.OneIn(2)))
            body.Remove("$ref");
        if (resource.Id is not null)
            body.Set(resource.Draft.IdKeyword(), JsonTree.Of(resource.StandsAlone ? resource.Uri : resource.Id));
        foreach (PlannedTarget target in resource.Targets.Skip(1))
        {
            var spot = new SchemaSpot(resource, target.Rank);
            JsonTree definition = target.Anchor is null && resource.Draft > ReferenceDraft.Draft4
                ? subschemas.Any(spot, Depth()) : subschemas.Object(spot, Depth());
            if (target.Anchor is not null)
                AddAnchor(definition, target.Anchor, resource.Draft);
            Definitions(body, target.Holder).Set(target.Name!, definition);
        }

        AddDynamicAnchors(body, resource);
        return body;
    }

    /// <summary>Small as a rule: much happens between few keywords.</summary>
    private int Depth() => _scalars.OneIn(4) ? 2 : 1;

    private static void AddAnchor(JsonTree schema, string anchor, ReferenceDraft draft)
    {
        if (draft >= ReferenceDraft.Draft201909)
        {
            schema.Set("$anchor", JsonTree.Of(anchor));
            return;
        }

        // A $ref would silence it.
        schema.Remove("$ref");
        schema.Set(draft.IdKeyword(), JsonTree.Of($"#{anchor}"));
    }

    private void AddDynamicAnchors(JsonTree body, PlannedResource resource)
    {
        if (resource.Draft == ReferenceDraft.Draft201909 && !_scalars.OneIn(3))
            body.Set("$recursiveAnchor", JsonTree.Of(!_scalars.OneIn(4)));
        if (!resource.HasNode)
            return;
        IReadOnlyList<JsonTree> definitions = Definitions(body, resource.Draft.DefinitionsKeyword()).Children;
        JsonTree[] objects = [.. definitions.Where(child => child.Kind == JsonKind.Object)];
        JsonTree holder = objects.Length > 0 && _scalars.OneIn(3) ? _scalars.Pick(objects) : body;
        holder.Set(_scalars.OneIn(5) && !holder.Has("$anchor") ? "$anchor" : "$dynamicAnchor", JsonTree.Of("node"));
    }

    private static JsonTree Definitions(JsonTree schema, string keyword)
    {
        if (!schema.Has(keyword))
            schema.Set(keyword, JsonTree.Object([]));
        return schema[keyword]!;
    }

    /// <summary>Points the references that were left open at any schema of the document.</summary>
    private void AimPointers(JsonTree root, List<JsonTree> references)
    {
        var documents = new ReferenceDocuments();
        documents.Add(root, draft, baseUri ?? ReferenceDocuments.Unnamed);
        var pointers = TreePointers.All(root).ToDictionary(pair => pair.Node, pair => pair.Pointer);
        JsonTree[] schemas = [.. documents.Schemas.Select(pair => pair.Key).OrderBy(node => pointers[node],
            StringComparer.Ordinal)];
        foreach (JsonTree holder in references.Where(documents.IsSchema))
        {
            string home = pointers[documents.ResourceOf(holder).Root];
            JsonTree[] within = [.. schemas.Where(schema =>
                pointers[schema].StartsWith($"{home}/", StringComparison.Ordinal))];
            if (within.Length == 0 || holder["$ref"] is null)
                continue;
            string pointer = pointers[_scalars.Pick(within)][home.Length..];
            holder.Set("$ref", JsonTree.Of($"#{TreePointers.ToFragment(pointer, escapeAll: _scalars.OneIn(4))}"));
        }
    }

    private void Shuffle(JsonTree tree)
    {
        JsonMember[] members = [.. tree.Members];
        random.Shuffle(members);
        tree.Members.Clear();
        tree.Members.AddRange(members);
        foreach (JsonTree child in tree.Children)
            Shuffle(child);
    }
}
