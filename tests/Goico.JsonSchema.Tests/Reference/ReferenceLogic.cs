namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The keywords that apply schemas to the same value, and the dynamic references.</summary>
internal static class ReferenceLogic
{
    public static bool Holds(ReferenceApplication application)
    {
        // Counting applies all of them: each that is met says what it evaluates.
        int Met(string keyword) => application.Find(keyword)?.Items.Count(application.Meets) ?? -1;
        bool valid = Met("allOf") is var all && (all < 0 || all == application.Find("allOf")!.Items.Count);
        valid &= Met("anyOf") != 0;
        valid &= Met("oneOf") is 1 or -1;
        // What a schema under "not" evaluates is of no account, met or not.
        valid &= application.Find("not") is not { } not || !application.Meets(not, application.Instance);
        valid &= ConditionHolds(application);
        if (application.Find("$recursiveRef", ReferenceDraft.Draft201909, ReferenceDraft.Draft201909) is { } recursive)
            valid &= application.Meets(ResolveRecursive(application, recursive.Text));
        if (application.Find("$dynamicRef", ReferenceDraft.Draft202012) is { } dynamic)
            valid &= application.Meets(ResolveDynamic(application, dynamic.Text));
        return valid;
    }

    private static bool ConditionHolds(ReferenceApplication application)
    {
        if (application.Find("if", since: ReferenceDraft.Draft7) is not { } condition)
            return true;
        JsonTree? chosen = application.Find(application.Meets(condition) ? "then" : "else");
        return chosen is null || application.Meets(chosen);
    }

    private static JsonTree ResolveRecursive(ReferenceApplication application, string reference)
    {
        JsonTree initial = application.Resolve(reference);
        ReferenceResource resource = application.ResourceOf(initial);
        return initial == resource.Root && resource.HasRecursiveAnchor
            ? application.Scope.Outermost(outer => outer.HasRecursiveAnchor)?.Root ?? initial
            : initial;
    }

    private static JsonTree ResolveDynamic(ReferenceApplication application, string reference)
    {
        JsonTree initial = application.Resolve(reference);
        string name = ReferenceUri.Split(reference).Fragment ?? "";
        ReferenceResource resource = application.ResourceOf(initial);
        return resource.DynamicAnchors.GetValueOrDefault(name) == initial
            ? application.Scope.Outermost(outer => outer.DynamicAnchors.ContainsKey(name))?.DynamicAnchors[name]
                ?? initial
            : initial;
    }
}
