namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The keywords that apply schemas to the items of an array.</summary>
internal static class ReferenceArrays
{
    public static bool Holds(ReferenceApplication application)
    {
        (IReadOnlyList<JsonTree> prefix, JsonTree? rest) = Schemas(application);
        List<JsonTree> items = application.Instance.Items;
        bool valid = true;
        for (int i = 0; i < items.Count; i++)
        {
            if ((i < prefix.Count ? prefix[i] : rest) is not { } schema)
                continue;
            valid &= application.Meets(schema, items[i]);
            application.Evaluated[i] = true;
        }

        return valid & ContainsHolds(application);
    }

    /// <summary>The schemas of the first items, and of all after them.</summary>
    private static (IReadOnlyList<JsonTree> Prefix, JsonTree? After) Schemas(ReferenceApplication application)
    {
        JsonTree? items = application.Find("items");
        if (application.Draft >= ReferenceDraft.Draft202012)
            return (application.Find("prefixItems")?.Items ?? [], items);
        return items?.Kind == JsonKind.Array
            ? (items.Items, application.Find("additionalItems"))
            : ([], items);
    }

    private static bool ContainsHolds(ReferenceApplication application)
    {
        if (application.Find("contains", since: ReferenceDraft.Draft6) is not { } contains)
            return true;
        List<JsonTree> items = application.Instance.Items;
        int matches = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (!application.Meets(contains, items[i]))
                continue;
            matches++;
            // In 2019-09 contains says nothing of what it evaluates.
            application.Evaluated[i] |= application.Draft >= ReferenceDraft.Draft202012;
        }

        JsonTree? Limit(string keyword) => application.Resource.Validates
            ? application.Find(keyword, since: ReferenceDraft.Draft201909) : null;
        var count = ReferenceNumber.Of(matches);
        ReferenceNumber least = Limit("minContains")?.Value ?? ReferenceNumber.Of(1);
        return ReferenceNumber.Compare(count, least) >= 0
            && (Limit("maxContains") is not { } most || ReferenceNumber.Compare(count, most.Value) <= 0);
    }
}
