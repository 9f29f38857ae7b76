namespace Goico.JsonSchema.Tests;

public sealed class ContainerKeywordTests
{
    private const string Draft7 = "\"$schema\":\"http://json-schema.org/draft-07/schema#\"";

    [Theory]
    [InlineData("""{"properties":{"a":{"type":"string"},"b":{"minimum":1}}}""", """{"a":1,"b":0,"c":0}""", "type /a, minimum /b")]
    [InlineData("""{"properties":{"a/b~":{"type":"string"}}}""", """{"a\/b\u007e":1}""", "type /a~1b~0")]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", "properties /a")]
    [InlineData("""{"required":["a","b"]}""", """{"b":1}""", "required")]
    [InlineData("""{"required":["\u0061"]}""", """{"a":1}""", "")]
    [InlineData("""{"required":["a"]}""", "[]", "")]
    [InlineData("""{"additionalProperties":false,"properties":{"a":true}}""", """{"a":1,"b":2}""", "additionalProperties /b")]
    [InlineData("""{"additionalProperties":{"type":"null"},"patternProperties":{"^x":true}}""", """{"x1":1,"b":2}""", "type /b")]
    [InlineData("""{"patternProperties":{"^x":{"minimum":1},"y$":{"minimum":5}}}""", """{"xy":3,"x":0}""", "minimum /xy, minimum /x")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"ab":{},"abc":{}}""", "maxLength /abc")]
    [InlineData("""{"propertyNames":{"enum":["a"]}}""", """{"\u0061":1,"b":1}""", "enum /b")]
    [InlineData("""{"propertyNames":{"type":"string","const":"a"}}""", """{"a":1}""", "")]
    [InlineData("""{"minProperties":1}""", "{}", "minProperties")]
    [InlineData("""{"maxProperties":1}""", """{"a":1,"b":1}""", "maxProperties")]
    [InlineData("""{"dependentRequired":{"a":["b","c"]}}""", """{"a":1,"c":1}""", "dependentRequired")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"c":1}""", "")]
    [InlineData("""{"dependentSchemas":{"a":{"minProperties":2}}}""", """{"a":1}""", "minProperties")]
    [InlineData("""{"dependencies":{"a":["b"],"c":{"required":["d"]}}}""", """{"a":1,"c":1}""", "dependencies, required")]
    [InlineData("""{"dependencies":{"a":false}}""", """{"a":1}""", "dependencies")]
    public void Validate_Object_GivesVerdict(string schema, string instance, string expected)
    {
        Assert.Equal(expected, Check.Outcome(schema, instance));
        if (!schema.Contains("\"dependent", StringComparison.Ordinal))
            Assert.Equal(expected, Check.Outcome($"{{{Draft7},{schema[1..]}", instance));
    }

    [Theory]
    [InlineData("""{"items":{"type":"integer"}}""", """[1,"a",2,null]""", "type /1, type /3")]
    [InlineData("""{"items":false}""", "[]", "")]
    [InlineData("""{"items":false}""", "[1]", "items /0")]
    [InlineData("""{"prefixItems":[{"type":"string"},true],"items":{"type":"null"}}""", """["a",1,2]""", "type /2")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1,2]", "type /0")]
    [InlineData("""{"contains":{"minimum":5}}""", "[1,5]", "")]
    [InlineData("""{"contains":{"minimum":5}}""", "[1,4]", "contains")]
    [InlineData("""{"contains":{"minimum":5},"minContains":2}""", "[5,4]", "minContains")]
    [InlineData("""{"contains":{"minimum":5},"minContains":0}""", "[]", "")]
    [InlineData("""{"contains":{"minimum":5},"maxContains":1}""", "[5,6]", "maxContains")]
    [InlineData("""{"minContains":2}""", "[]", "")]
    [InlineData("""{"minItems":1}""", "[]", "minItems")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "maxItems")]
    [InlineData("""{"uniqueItems":true}""", "[1,2,1.0]", "uniqueItems")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1}]""", "uniqueItems")]
    [InlineData("""{"uniqueItems":true}""", """[[1],[[1]],"1",1,true,0,false,null,"",{},[]]""", "")]
    [InlineData("""{"uniqueItems":true}""", """["\u0061","a"]""", "uniqueItems")]
    [InlineData("""{"uniqueItems":false}""", "[1,1]", "")]
    public void Validate_Array_GivesVerdict(string schema, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome(schema, instance));

    [Theory]
    [InlineData("\"items\":[{\"type\":\"string\"}],\"additionalItems\":{\"type\":\"null\"}", """["a",null,1]""", "type /2")]
    [InlineData("\"items\":[{\"type\":\"string\"}],\"additionalItems\":false", """["a",1]""", "additionalItems /1")]
    [InlineData("\"items\":{\"type\":\"string\"},\"additionalItems\":false", """["a","b"]""", "")]
    [InlineData("\"contains\":{\"minimum\":5},\"minContains\":2", "[5]", "")]
    [InlineData("\"$ref\":\"#/definitions/a\",\"maximum\":1,\"definitions\":{\"a\":{\"type\":\"integer\"}}", "5", "")]
    [InlineData("\"dependentRequired\":{\"a\":[\"b\"]},\"unevaluatedProperties\":false", """{"a":1}""", "")]
    public void Validate_Draft7_KeepsItsOwnMeaning(string keywords, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome($"{{{Draft7},{keywords}}}", instance));

    [Theory]
    [InlineData("""{"properties":{"a":true},"unevaluatedProperties":false}""", """{"a":1,"b":1}""", "unevaluatedProperties /b")]
    [InlineData("""{"allOf":[{"properties":{"a":true}}],"unevaluatedProperties":false}""", """{"a":1}""", "")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"properties":{"b":true}}],"unevaluatedProperties":false}""", """{"a":2,"b":1}""", "unevaluatedProperties /a")]
    [InlineData("""{"anyOf":[{"properties":{"a":true},"required":["z"]},{"properties":{"b":true}}],"unevaluatedProperties":false}""", """{"a":2,"b":1}""", "unevaluatedProperties /a")]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":true}},"unevaluatedProperties":false}""", """{"a":1,"b":1}""", "")]
    [InlineData("""{"if":{"properties":{"a":{"const":1}}},"then":{"properties":{"b":true}},"unevaluatedProperties":false}""", """{"a":2}""", "unevaluatedProperties /a")]
    [InlineData("""{"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false}""", """{"a":2}""", "unevaluatedProperties /a")]
    [InlineData("""{"$ref":"#/$defs/x","unevaluatedProperties":false,"$defs":{"x":{"patternProperties":{"^x":true}}}}""", """{"x":2,"y":1}""", "unevaluatedProperties /y")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"a":true}}},"unevaluatedProperties":{"type":"null"}}""", """{"a":2,"b":null,"c":1}""", "type /c")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[1,2]", "unevaluatedItems /1")]
    [InlineData("""{"contains":{"type":"string"},"unevaluatedItems":{"type":"null"}}""", """[null,"a",null]""", "")]
    [InlineData("""{"contains":{"type":"string"},"unevaluatedItems":{"type":"null"}}""", """[1,"a"]""", "type /0")]
    [InlineData("""{"oneOf":[{"prefixItems":[{"const":1}]},{"prefixItems":[{"const":2},true]}],"unevaluatedItems":false}""", "[2,5]", "")]
    public void Validate_Unevaluated_IsWhatNoPassedSchemaSaw(string schema, string instance, string expected) =>
        Assert.Equal(expected, Check.Outcome(schema, instance));
}
