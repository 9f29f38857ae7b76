namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>Comparing schemas: combinations, references and recursion.</summary>
public sealed class CompatibilityLogicTests
{
    private const string Kinds = """
        {"properties":{"k":{"const":"a"},"n":{"type":"integer"}},"required":["k"]},
        {"properties":{"k":{"const":"b"},"t":{"type":"string"}},"required":["k"]}
        """;

    private const string WiderKinds = """
        {"properties":{"k":{"const":"a"},"n":{"type":"number"}},"required":["k"]},
        {"properties":{"k":{"const":"b"},"t":{"type":"string"}},"required":["k"]},
        {"properties":{"k":{"const":"c"}},"required":["k"]}
        """;

    private const string Condition = "\"if\":{\"properties\":{\"k\":{\"const\":\"a\"}},\"required\":[\"k\"]}";

    [Theory]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":5}]}""", """{"minimum":1,"maximum":5}""", "")]
    [InlineData("""{"minimum":1,"maximum":5}""", """{"allOf":[{"minimum":1},{"maximum":5}]}""", "")]
    [InlineData("""{"minimum":1}""", """{"allOf":[{"minimum":1},{"maximum":5}]}""", "maximum")]
    [InlineData("""{"allOf":[{"properties":{"a":{"minimum":1}}},{"properties":{"a":{"maximum":2}}}]}""", """{"properties":{"a":{"minimum":1,"maximum":2}}}""", "")]
    [InlineData("""{"allOf":[{"type":"object"},{"type":"array"}]}""", "false", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"anyOf":[{"type":"string"},{"type":"number"}]}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"anyOf":[{"type":"integer"},{"type":"string"}]}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"}]}""", """{"type":["string","integer","null"]}""", "")]
    [InlineData("""{"type":["string","integer"]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"integer"},{"type":"null"}]}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""", "anyOf")]
    [InlineData("""{"anyOf":[{"minLength":3},{"type":"null"}],"type":["string","null"]}""", """{"minLength":2}""", "")]
    [InlineData("""{"type":"string","minLength":1}""", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "")]
    [InlineData("""{"type":"string"}""", """{"oneOf":[{"type":"string"},{"type":"null"}]}""", "")]
    [InlineData("""{"type":"integer"}""", """{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "oneOf")]
    [InlineData("""{"type":"integer"}""", """{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "oneOf")]
    [InlineData("""{"type":"integer","maximum":4}""", """{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", """{"oneOf":[{"type":"integer"},{"minimum":5}]}""", "")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":5}]}""", """{"anyOf":[{"type":"integer"},{"minimum":5}]}""", "")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}],"type":"object"}""", """{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", "")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}],"type":"object"}""", """{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", "oneOf")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}],"properties":{"a":{"minimum":1}}}""", """{"oneOf":[{"required":["b"]},{"required":["a"]}],"properties":{"a":{"minimum":0}}}""", "")]
    [InlineData("{\"oneOf\":[" + Kinds + "]}", "{\"oneOf\":[" + WiderKinds + "]}", "")]
    [InlineData("{\"oneOf\":[" + WiderKinds + "]}", "{\"oneOf\":[" + Kinds + "]}", "oneOf")]
    [InlineData("{\"anyOf\":[" + Kinds + "]}", "{\"oneOf\":[" + WiderKinds + "]}", "oneOf")]
    [InlineData("{\"type\":\"object\",\"anyOf\":[" + Kinds + "]}", "{\"oneOf\":[" + WiderKinds + "]}", "")]
    public void Check_Alternatives_GivesVerdict(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"not":{"type":"string"}}""", """{"not":{"type":"string"}}""", "")]
    [InlineData("""{"not":{"type":["string","null"]}}""", """{"not":{"type":"string"}}""", "")]
    [InlineData("""{"not":{"type":"string"}}""", """{"not":{"type":["string","null"]}}""", "not")]
    [InlineData("""{"type":"integer"}""", """{"not":{"type":"string"}}""", "")]
    [InlineData("""{"not":{"minimum":5},"type":"integer"}""", """{"not":{"minimum":6}}""", "")]
    [InlineData("""{"not":{"minimum":5},"type":"integer"}""", """{"not":{"minimum":4}}""", "not")]
    [InlineData("""{"not":{"required":["a"]}}""", """{"properties":{"a":{"type":"null"}},"type":"object"}""", "")]
    [InlineData("""{"not":{"anyOf":[{"type":"string"},{"required":["a"]}]}}""", """{"not":{"required":["a"]}}""", "")]
    [InlineData("""{"not":{"not":{"minimum":3}}}""", """{"minimum":2}""", "")]
    [InlineData("""{"not":{"enum":["a"]},"enum":["a","b"]}""", """{"const":"b"}""", "")]
    [InlineData("{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", "{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", "")]
    [InlineData("{" + Condition + ",\"then\":{\"required\":[\"n\",\"m\"]}}", "{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", "")]
    [InlineData("{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", "{" + Condition + ",\"then\":{\"required\":[\"n\",\"m\"]}}", "required")]
    [InlineData("{" + Condition + ",\"else\":{\"required\":[\"n\"]}}", "{" + Condition + ",\"else\":{\"required\":[\"n\",\"m\"]}}", "required")]
    [InlineData("{" + Condition + ",\"then\":{\"required\":[\"n\"]},\"properties\":{\"x\":{\"minimum\":1}}}", "{" + Condition + ",\"then\":{\"required\":[\"n\"]},\"properties\":{\"x\":{\"minimum\":0}}}", "")]
    [InlineData("{\"required\":[\"n\"]}", "{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", "")]
    [InlineData("{" + Condition + ",\"then\":{\"required\":[\"n\"]}}", """{"anyOf":[{"not":{"properties":{"k":{"const":"a"}},"required":["k"]}},{"required":["n"]}]}""", "")]
    public void Check_NegationsAndConditions_GivesVerdict(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"integer"}}}""", """{"type":"number"}""", "")]
    [InlineData("""{"type":"integer"}""", """{"$ref":"#/$defs/a","$defs":{"a":{"type":"number"}}}""", "")]
    [InlineData("""{"$ref":"#/$defs/a","maximum":3,"$defs":{"a":{"type":"integer"}}}""", """{"$ref":"#/$defs/b","$defs":{"b":{"type":"integer","maximum":4}}}""", "")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"properties":{"next":{"$ref":"#"},"v":{"type":"number"}}}""", "")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"number"}}}""", """{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", "type /v")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"properties":{"next":{"properties":{"next":{"$ref":"#"},"v":{"type":"number"}}},"v":{"type":"integer"}}}""", "")]
    [InlineData("""{"type":"object","properties":{"left":{"$ref":"#"},"right":{"$ref":"#"}},"additionalProperties":false}""", """{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{"left":{"$ref":"#/$defs/t"},"right":{"$ref":"#/$defs/t"}}}}}""", "")]
    [InlineData("""{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}""", "false", "")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/b"}},"b":{"items":{"$ref":"#/$defs/a"},"minItems":1}}}""", """{"$ref":"#/$defs/c","$defs":{"c":{"items":{"items":{"$ref":"#/$defs/c"}}}}}""", "")]
    [InlineData("""{"$ref":"#/$defs/c","$defs":{"c":{"items":{"items":{"$ref":"#/$defs/c"}}}}}""", """{"$ref":"#/$defs/a","$defs":{"a":{"items":{"$ref":"#/$defs/b"}},"b":{"items":{"$ref":"#/$defs/a"},"minItems":1}}}""", "minItems /*")]
    public void Check_References_AreFollowedRoundCycles(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Fact]
    public void Check_ReferencesOfBothDirections_AreNotProvenByThemselves()
    {
        // Each asks the other about the same value: nothing may follow from that.
        const string before = """{"$defs":{"a":{"type":"array","items":{"$ref":"#/$defs/a"}}},"$ref":"#/$defs/a"}""";
        const string after = """
            {"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"not":{"type":"object"}}},"$ref":"#/$defs/a"}
            """;
        Assert.Equal("not", CompatibilityCheck.Outcome(before, after));
    }

    [Fact]
    public void Check_DynamicReferences_AreComparedAsAWhole()
    {
        const string tree = """
            {"$id":"https://x.example/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
             "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":
              {"children":{"items":{"$dynamicRef":"#node"}},"v":{"type":"integer"}}}}}
            """;
        string wider = tree.Replace("integer", "number", StringComparison.Ordinal);
        Assert.Equal("", CompatibilityCheck.Outcome(tree, tree));
        Assert.Equal("", CompatibilityCheck.Outcome(tree, wider));
        Assert.Equal("type /children/*/v, type /v", CompatibilityCheck.Outcome(wider, tree));
    }

    [Fact]
    public void Check_DynamicReferenceThatDependsOnTheWay_IsUnknownUnlessTheSameOrBroken()
    {
        const string schema = """
            {"properties":{"a":{"$ref":"one"},"b":{"$ref":"two"}},
             "$defs":{
              "one":{"$id":"https://x.example/one","$ref":"base","$defs":{"n":{"$dynamicAnchor":"n","type":"integer"}}},
              "two":{"$id":"https://x.example/two","$ref":"base","$defs":{"n":{"$dynamicAnchor":"n","type":"string"}}},
              "base":{"$id":"https://x.example/base","properties":{"v":{"$dynamicRef":"#n"}},
               "$defs":{"n":{"$dynamicAnchor":"n"}}}}}
            """;
        string withIds = schema.Insert(1, "\"$id\":\"https://x.example/\",");
        Assert.Equal("", CompatibilityCheck.Outcome(withIds, withIds.Insert(1, " ")));
        string wider = withIds.Replace("\"type\":\"integer\"", "\"type\":\"number\"", StringComparison.Ordinal);
        Assert.StartsWith("?", CompatibilityCheck.Outcome(withIds, wider), StringComparison.Ordinal);
        string required = withIds.Insert(1, "\"required\":[\"a\"],");
        Assert.StartsWith("required", CompatibilityCheck.Outcome(withIds, required), StringComparison.Ordinal);
    }
}
