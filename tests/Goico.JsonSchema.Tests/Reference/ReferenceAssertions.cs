namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The keywords that look at a value without applying schemas to it.</summary>
internal static class ReferenceAssertions
{
    public static bool Holds(ReferenceApplication application)
    {
        JsonTree instance = application.Instance;
        bool valid = application.Find("type") is not { } type
            || (type.Kind == JsonKind.Array ? type.Items : [type]).Exists(name => HasType(instance, name.Text));
        valid &= application.Find("enum") is not { } options
            || options.Items.Exists(option => JsonTree.Same(option, instance));
        valid &= application.Find("const", since: ReferenceDraft.Draft6) is not { } constant
            || JsonTree.Same(constant, instance);
        return valid & instance.Kind switch
        {
            JsonKind.Number => NumberHolds(application),
            JsonKind.String => TextHolds(application),
            JsonKind.Array => CountHolds(application, "minItems", "maxItems", instance.Items.Count)
                && (application.Find("uniqueItems")?.Kind != JsonKind.True || AreUnique(instance.Items)),
            JsonKind.Object => ObjectHolds(application),
            _ => true,
        };
    }

    public static bool HasType(JsonTree instance, string type) => instance.Kind switch
    {
        JsonKind.Null => type == "null",
        JsonKind.True or JsonKind.False => type == "boolean",
        JsonKind.String => type == "string",
        JsonKind.Array => type == "array",
        JsonKind.Object => type == "object",
        // 1.0 is an integer in every draft: draft 4 says otherwise, the product's documentation does not.
        _ => type == "number" || (type == "integer" && instance.Value.IsInteger),
    };

    private static bool NumberHolds(ReferenceApplication application)
    {
        ReferenceNumber number = application.Instance.Value;
        int? Order(string keyword) => application.Find(keyword) is { Kind: JsonKind.Number } limit
            ? ReferenceNumber.Compare(number, limit.Value) : null;
        bool valid = application.Find("multipleOf") is not { } divisor || number.IsMultipleOf(divisor.Value);
        if (application.Draft == ReferenceDraft.Draft4)
        {
            bool IsSet(string flag) => application.Find(flag)?.Kind == JsonKind.True;
            valid &= IsSet("exclusiveMinimum") ? Order("minimum") is null or > 0 : Order("minimum") is null or >= 0;
            return valid
                & (IsSet("exclusiveMaximum") ? Order("maximum") is null or < 0 : Order("maximum") is null or <= 0);
        }

        valid &= Order("minimum") is null or >= 0;
        valid &= Order("maximum") is null or <= 0;
        valid &= Order("exclusiveMinimum") is null or > 0;
        return valid & Order("exclusiveMaximum") is null or < 0;
    }

    private static bool TextHolds(ReferenceApplication application)
    {
        string text = application.Instance.Text;
        bool valid = CountHolds(application, "minLength", "maxLength", text.EnumerateRunes().Count());
        valid &= application.Find("pattern") is not { } pattern || application.Matches(pattern.Text, text);
        return valid & (application.Find("format") is not { } format || application.CheckFormat(format.Text));
    }

    private static bool ObjectHolds(ReferenceApplication application)
    {
        JsonTree instance = application.Instance;
        bool HasAll(JsonTree names) => names.Items.TrueForAll(name => instance.Has(name.Text));
        bool valid = CountHolds(application, "minProperties", "maxProperties", instance.Members.Count);
        valid &= application.Find("required") is not { } required || HasAll(required);
        valid &= application.Find("dependentRequired", since: ReferenceDraft.Draft201909) is not { } dependent
            || dependent.Members.TrueForAll(trigger => !instance.Has(trigger.Name) || HasAll(trigger.Value));
        // In later drafts, too, as the product documents it.
        return valid & (application.Find("dependencies") is not { } dependencies
            || dependencies.Members.TrueForAll(trigger => trigger.Value.Kind != JsonKind.Array
                || !instance.Has(trigger.Name) || HasAll(trigger.Value)));
    }

    private static bool CountHolds(ReferenceApplication application, string least, string most, int count)
    {
        var number = ReferenceNumber.Of(count);
        bool enough = application.Find(least) is not { } min || ReferenceNumber.Compare(number, min.Value) >= 0;
        return enough & (application.Find(most) is not { } max || ReferenceNumber.Compare(number, max.Value) <= 0);
    }

    private static bool AreUnique(List<JsonTree> items) =>
        !items.Where((item, i) => items.Take(i).Any(earlier => JsonTree.Same(earlier, item))).Any();
}
