namespace Goico.JsonSchema.Tests.Reference;

/// <summary>A schema directly within another.</summary>
/// <param name="Keyword">The keyword that holds it.</param>
/// <param name="Schema">The schema, or what stands where one should.</param>
internal sealed record ReferenceSubschema(string Keyword, JsonTree Schema);

/// <summary>Where schemas stand within schemas, by draft.</summary>
internal static class ReferenceShapes
{
    public static IEnumerable<ReferenceSubschema> Subschemas(JsonTree schema, ReferenceDraft draft) =>
        schema.Members.SelectMany(member =>
            Within(member.Name, member.Value, draft).Select(child => new ReferenceSubschema(member.Name, child)));

    private static IEnumerable<JsonTree> Within(string keyword, JsonTree value, ReferenceDraft draft)
    {
        bool since6 = draft >= ReferenceDraft.Draft6;
        bool since7 = draft >= ReferenceDraft.Draft7;
        bool since2019 = draft >= ReferenceDraft.Draft201909;
        bool since2020 = draft >= ReferenceDraft.Draft202012;
        return keyword switch
        {
            "not" or "additionalProperties" => [value],
            "contains" or "propertyNames" when since6 => [value],
            "if" or "then" or "else" when since7 => [value],
            "unevaluatedItems" or "unevaluatedProperties" or "contentSchema" when since2019 => [value],
            "additionalItems" when !since2020 => [value],
            "items" when since2020 || value.Kind != JsonKind.Array => [value],
            "items" => value.Items,
            "prefixItems" when since2020 => value.Items,
            "allOf" or "anyOf" or "oneOf" => value.Items,
            "properties" or "patternProperties" or "definitions" => Values(value),
            "$defs" or "dependentSchemas" when since2019 => Values(value),
            "dependencies" => Values(value).Where(child => child.Kind != JsonKind.Array),
            _ => [],
        };
    }

    private static IEnumerable<JsonTree> Values(JsonTree value) => value.Members.Select(member => member.Value);
}
