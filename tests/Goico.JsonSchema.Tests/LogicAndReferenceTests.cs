namespace Goico.JsonSchema.Tests;

public sealed class LogicAndReferenceTests
{
    [Theory]
    [InlineData("true", "1", "")]
    [InlineData("false", "1", "false")]
    [InlineData("{}", "1", "")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":-1}]}""", "0", "minimum, maximum")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":1}]}""", "1", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":1}]}""", "0", "anyOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":1}]}""", "0", "")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":1}]}""", "1", "oneOf")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":1}]}""", "0.5", "oneOf")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "not")]
    [InlineData("""{"not":{"type":"string"}}""", "1", "")]
    [InlineData("""{"if":{"minimum":0},"then":{"multipleOf":2},"else":{"maximum":-5}}""", "3", "multipleOf")]
    [InlineData("""{"if":{"minimum":0},"then":{"multipleOf":2},"else":{"maximum":-5}}""", "-3", "maximum")]
    [InlineData("""{"if":{"minimum":0},"then":{"multipleOf":2},"else":{"maximum":-5}}""", "4", "")]
    [InlineData("""{"then":false,"else":false}""", "4", "")]
    public void Validate_Combination_GivesVerdict(string schema, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome(schema, instance));

    [Theory]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"next":{"next":{"v":"x"}}}""", "type /next/next/v")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"type":"integer"}}}""", "1.5", "type")]
    [InlineData("""{"$ref":"#/$defs/a","maximum":3,"$defs":{"a":{"type":"integer"}}}""", "4", "maximum")]
    [InlineData("""{"$ref":"#/$defs/a~1b%25~0","$defs":{"a/b%~":{"type":"integer"}}}""", "1.5", "type")]
    [InlineData("""{"$ref":"#item","$defs":{"a":{"$anchor":"item","type":"integer"}}}""", "1.5", "type")]
    [InlineData("""{"$id":"https://x.example/s/","$ref":"a.json","$defs":{"a":{"$id":"a.json","type":"integer"}}}""", "1.5", "type")]
    [InlineData("""{"$ref":"urn:x:a","$defs":{"a":{"$id":"urn:x:a","type":"integer"}}}""", "1.5", "type")]
    [InlineData("""{"$ref":"b/c#/$defs/d","$defs":{"a":{"$id":"b/c","$defs":{"d":{"type":"integer"}}}}}""", "1.5", "type")]
    [InlineData("""{"$ref":"#/x-parts/0","x-parts":[{"type":"integer"}]}""", "1.5", "type")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","$ref":"#i","definitions":{"a":{"$id":"#i","type":"integer"}}}""", "1.5", "type")]
    public void Validate_Reference_LeadsToItsSchema(string schema, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome(schema, instance));

    [Fact]
    public void Validate_DynamicReference_OutermostResourceDecides()
    {
        const string tree = """
            {"$id":"https://x.example/strict","$dynamicAnchor":"node","$ref":"tree","unevaluatedProperties":false,
             "$defs":{"tree":{"$id":"tree","$dynamicAnchor":"node","type":"object","properties":
              {"children":{"items":{"$dynamicRef":"#node"}}}}}}
            """;
        Assert.Equal("", Check.Outcome(tree, """{"children":[{"children":[]}]}"""));
        Assert.Equal("unevaluatedProperties /children/0/kids",
            Check.Outcome(tree, """{"children":[{"kids":[]}]}"""));
    }

    [Fact]
    public void Validate_Violation_NamesBothPlacesAndWhatToDo()
    {
        const string schema = """
            {"properties":{"items":{"items":{"$ref":"#/$defs/item"}}},
             "$defs":{"item":{"properties":{"price":{"minimum":0}}}}}
            """;
        SchemaVerdict verdict = Check.Validate(schema, """{"items":[{},{"price":-4}]}""");
        SchemaViolation violation = Assert.Single(verdict.Violations);
        Assert.Equal("/items/1/price", violation.InstanceLocation);
        Assert.Equal("/$defs/item/properties/price/minimum", violation.SchemaLocation);
        Assert.Equal("/properties/items/items/$ref/properties/price/minimum", violation.EvaluationPath);
        Assert.Equal("minimum", violation.Keyword);
        Assert.Equal("/items/1/price: must be >= 0, was -4", violation.ToString());
    }

    [Theory]
    [InlineData("""{"type":["string","null"]}""", "1.5", "must be null or string, was 1.5")]
    [InlineData("""{"minLength":3}""", "\"ab\"", "must have at least 3 characters, had 2, was \"ab\"")]
    [InlineData("""{"enum":["a",1]}""", "{}", "must be one of \"a\", 1, was an object")]
    [InlineData("""{"required":["id"]}""", "{}", "must have the property \"id\"")]
    [InlineData("""{"anyOf":[{"type":"string"},{"properties":{"a":{"minimum":5}}}]}""", """{"a":1}""", "must match at least one of 2 schemas, but matches none; the nearest is the one at 1, for which /a must be >= 5, was 1")]
    [InlineData("""{"uniqueItems":true}""", "[0,1,1]", "must have no two equal items, but items 1 and 2 are")]
    [InlineData("""{"format":"date"}""", "\"x\"", "must be a date such as 2026-01-31, was \"x\"")]
    public void Validate_Violation_HasAMessageToActOn(string schema, string instance, string expected) =>
        Assert.Equal(expected, Assert.Single(Check.Validate(schema, instance).Violations).Message);

    [Fact]
    public void Validate_ManyViolations_StopsAtTheLimit()
    {
        string instance = $"[{string.Join(',', Enumerable.Repeat("1", 100))}]";
        Assert.Equal(32, Check.Validate("""{"items":{"type":"string"}}""", instance).Violations.Length);
        var first = new SchemaOptions { MaxViolations = 1 };
        Assert.Equal("type /0", Check.Outcome("""{"items":{"type":"string"}}""", instance, first));
    }
}
