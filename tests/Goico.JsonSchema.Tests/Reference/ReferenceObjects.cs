namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The keywords that apply schemas to an object's properties, or to the object for its properties.</summary>
internal static class ReferenceObjects
{
    public static bool Holds(ReferenceApplication application)
    {
        bool valid = true;
        List<JsonMember> members = application.Instance.Members;
        for (int i = 0; i < members.Count; i++)
        {
            JsonMember member = members[i];
            List<JsonTree> schemas = Schemas(application, member.Name);
            foreach (JsonTree schema in schemas)
                valid &= application.Meets(schema, member.Value);
            application.Evaluated[i] |= schemas.Count > 0;
            valid &= application.Find("propertyNames", since: ReferenceDraft.Draft6) is not { } names
                || application.Meets(names, JsonTree.Of(member.Name));
        }

        return valid & DependenciesHold(application);
    }

    /// <summary>The schemas that apply to the property of a name.</summary>
    private static List<JsonTree> Schemas(ReferenceApplication application, string name)
    {
        var schemas = new List<JsonTree>();
        if (application.Find("properties")?[name] is { } named)
            schemas.Add(named);
        if (application.Find("patternProperties") is { } patterns)
        {
            schemas.AddRange(patterns.Members
                .Where(pattern => application.Matches(pattern.Name, name)).Select(pattern => pattern.Value));
        }

        if (schemas.Count == 0 && application.Find("additionalProperties") is { } additional)
            schemas.Add(additional);
        return schemas;
    }

    private static bool DependenciesHold(ReferenceApplication application)
    {
        IEnumerable<JsonMember> schemas = application.Find("dependentSchemas", since: ReferenceDraft.Draft201909)
            ?.Members ?? [];
        IEnumerable<JsonMember> either = application.Find("dependencies")?.Members ?? [];
        // Each of them, though one fails: all say what they evaluate.
        return schemas.Concat(either.Where(trigger => trigger.Value.Kind != JsonKind.Array))
            .Where(trigger => application.Instance.Has(trigger.Name))
            .ToList().ConvertAll(trigger => application.Meets(trigger.Value)).TrueForAll(met => met);
    }
}
