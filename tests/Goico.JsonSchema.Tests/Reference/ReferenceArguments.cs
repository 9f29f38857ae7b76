using System.Text.RegularExpressions;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>Which values the keywords of each draft take.</summary>
internal static partial class ReferenceArguments
{
    /// <summary>Whether a keyword takes a value; one that the draft does not know takes anything.</summary>
    public static bool AreAccepted(string keyword, JsonTree value, JsonTree schema, ReferenceDraft draft)
    {
        ReferenceDraft since = Since(keyword);
        if (draft < since || draft > Until(keyword))
            return true;
        return keyword switch
        {
            "title" or "description" or "$comment" or "contentEncoding" or "contentMediaType" or "pattern" or "format"
                => value.Kind == JsonKind.String,
            "readOnly" or "writeOnly" or "deprecated" or "uniqueItems" or "$recursiveAnchor" => value.IsBoolean,
            "examples" or "enum" => value.Kind == JsonKind.Array,
            "properties" or "patternProperties" or "definitions" or "$defs" or "dependentSchemas"
                => value.Kind == JsonKind.Object,
            "allOf" or "anyOf" or "oneOf" or "prefixItems" => value.Kind == JsonKind.Array && value.Items.Count > 0,
            "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties"
                or "minContains" or "maxContains" => IsCount(value),
            "exclusiveMinimum" or "exclusiveMaximum" when draft == ReferenceDraft.Draft4 => value.IsBoolean
                && (value.Kind == JsonKind.False || schema.Has(keyword == "exclusiveMinimum" ? "minimum" : "maximum")),
            "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => value.Kind == JsonKind.Number,
            "multipleOf" => value.Kind == JsonKind.Number && value.Value.Sign > 0,
            "type" => IsType(value),
            "required" => AreNames(value),
            "dependentRequired" => value.Kind == JsonKind.Object && value.Children.All(AreNames),
            "dependencies" => value.Kind == JsonKind.Object
                && value.Children.All(child => child.Kind != JsonKind.Array || AreNames(child)),
            "$anchor" or "$dynamicAnchor" => value.Kind == JsonKind.String && Anchor().IsMatch(value.Text),
            _ => true,
        };
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]*\z")]
    private static partial Regex Anchor();

    private static ReferenceDraft Since(string keyword) => keyword switch
    {
        "examples" => ReferenceDraft.Draft6,
        "deprecated" or "$defs" or "dependentSchemas" or "dependentRequired" or "minContains" or "maxContains"
            or "$anchor" or "$recursiveAnchor" => ReferenceDraft.Draft201909,
        "prefixItems" or "$dynamicAnchor" => ReferenceDraft.Draft202012,
        _ => ReferenceDraft.Draft4,
    };

    private static ReferenceDraft Until(string keyword) =>
        keyword == "$recursiveAnchor" ? ReferenceDraft.Draft201909 : ReferenceDraft.Draft202012;

    private static bool IsCount(JsonTree value) =>
        value.Kind == JsonKind.Number && value.Value.IsInteger && value.Value.Sign >= 0;

    private static bool IsType(JsonTree value)
    {
        List<JsonTree> names = value.Kind == JsonKind.Array ? value.Items : [value];
        return names.Count > 0 && AreDistinctTexts(names) && names.TrueForAll(name => name.Text is "null" or "boolean"
            or "object" or "array" or "number" or "string" or "integer");
    }

    private static bool AreNames(JsonTree value) => value.Kind == JsonKind.Array && AreDistinctTexts(value.Items);

    private static bool AreDistinctTexts(List<JsonTree> values) =>
        values.TrueForAll(value => value.Kind == JsonKind.String)
        && values.DistinctBy(value => value.Text, StringComparer.Ordinal).Count() == values.Count;
}
