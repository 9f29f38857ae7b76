namespace Goico.JsonSchema.Tests;

/// <summary>Comparing schemas: the keywords about any value, numbers and strings.</summary>
public sealed class CompatibilityScalarTests
{
    [Theory]
    [InlineData("true", "true", "")]
    [InlineData("true", "{}", "")]
    [InlineData("false", "false", "")]
    [InlineData("false", """{"type":"string"}""", "")]
    [InlineData("""{"not":{}}""", "false", "")]
    [InlineData("""{"type":"string"}""", "true", "")]
    [InlineData("true", "false", "false")]
    [InlineData("""{"type":"null"}""", "false", "false")]
    [InlineData("""{"type":"string","enum":[1]}""", "false", "")]
    [InlineData("""{"minimum":3,"maximum":1,"type":"number"}""", """{"type":"null"}""", "")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", "")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""", "type")]
    [InlineData("""{"type":"number","multipleOf":1}""", """{"type":"integer"}""", "")]
    [InlineData("""{"type":"number","multipleOf":0.5}""", """{"type":"integer"}""", "type")]
    [InlineData("""{"type":["integer","null"]}""", """{"type":["null","number"]}""", "")]
    [InlineData("""{"type":["string","null"]}""", """{"type":"string"}""", "type")]
    [InlineData("""{"type":"string"}""", """{"type":["string","array"]}""", "")]
    [InlineData("{}", """{"type":"object"}""", "type")]
    [InlineData("{}", """{"type":["null","boolean","number","string","object","array"]}""", "")]
    [InlineData("""{"type":"object"}""", """{"minLength":5,"minimum":3,"minItems":2}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":["string","null"]}""", "")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", """{"type":"string"}""", "type")]
    [InlineData("""{"not":{"type":["number","object","array"]}}""", """{"type":["string","boolean","null"]}""", "")]
    [InlineData("""{"not":{"type":"integer"},"type":"number"}""", """{"not":{"type":"integer"}}""", "")]
    public void Check_Type_GivesVerdict(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["c","b","a"]}""", "")]
    [InlineData("""{"enum":["a","b"]}""", """{"enum":["a"]}""", "enum")]
    [InlineData("""{"enum":[1,2]}""", """{"enum":[1.0,20e-1,3]}""", "")]
    [InlineData("""{"const":1}""", """{"enum":[1,2]}""", "")]
    [InlineData("""{"enum":[1]}""", """{"const":1}""", "")]
    [InlineData("""{"enum":[1,2]}""", """{"const":1}""", "const")]
    [InlineData("""{"enum":["a","b"]}""", """{"type":"string","maxLength":1}""", "")]
    [InlineData("""{"enum":["a","bb"]}""", """{"type":"string","maxLength":1}""", "maxLength")]
    [InlineData("""{"enum":["a",1]}""", """{"type":"string"}""", "type")]
    [InlineData("""{"enum":["a","b"]}""", """{"pattern":"^[ab]$"}""", "")]
    [InlineData("""{"enum":[{"a":1},{"a":2}]}""", """{"properties":{"a":{"minimum":1}},"required":["a"]}""", "")]
    [InlineData("""{"enum":[{"a":1},{"a":2}]}""", """{"properties":{"a":{"minimum":2}}}""", "minimum")]
    [InlineData("""{"enum":[1,2,3],"minimum":2}""", """{"enum":[2,3]}""", "")]
    [InlineData("""{"enum":[]}""", """{"type":"null"}""", "")]
    [InlineData("""{"type":"string"}""", """{"enum":["a"]}""", "enum")]
    [InlineData("""{"type":"boolean"}""", """{"enum":[true,false]}""", "")]
    [InlineData("""{"type":["boolean","null"]}""", """{"enum":[true,null]}""", "enum")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3}""", """{"enum":[1,2,3]}""", "")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":4}""", """{"enum":[1,2,3]}""", "enum")]
    [InlineData("""{"type":"number","minimum":2,"maximum":2}""", """{"const":2}""", "")]
    [InlineData("""{"type":"number","minimum":1,"maximum":2}""", """{"enum":[1,2]}""", "enum")]
    [InlineData("""{"multipleOf":0.5,"minimum":0,"maximum":1,"type":"number"}""", """{"enum":[0,0.5,1]}""", "")]
    [InlineData("""{"type":"string","maxLength":0}""", """{"const":""}""", "")]
    [InlineData("""{"type":"array","maxItems":0}""", """{"const":[]}""", "")]
    [InlineData("""{"type":"object","maxProperties":0}""", """{"enum":[{}]}""", "")]
    public void Check_Values_AreTriedOneByOne(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"minimum":0}""", """{"minimum":0}""", "")]
    [InlineData("""{"minimum":5}""", """{"minimum":0}""", "")]
    [InlineData("""{"minimum":0}""", """{"minimum":5}""", "minimum")]
    [InlineData("""{"minimum":0}""", "{}", "")]
    [InlineData("{}", """{"minimum":0}""", "minimum")]
    [InlineData("""{"exclusiveMinimum":0}""", """{"minimum":0}""", "")]
    [InlineData("""{"minimum":0}""", """{"exclusiveMinimum":0}""", "exclusiveMinimum")]
    [InlineData("""{"type":"integer","exclusiveMinimum":0}""", """{"minimum":1}""", "")]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", """{"minimum":1}""", "minimum")]
    [InlineData("""{"type":"integer","minimum":0.5}""", """{"minimum":1}""", "")]
    [InlineData("""{"type":"integer","minimum":-0.5}""", """{"minimum":0}""", "")]
    [InlineData("""{"type":"integer","minimum":-1.5}""", """{"minimum":0}""", "minimum")]
    [InlineData("""{"maximum":5}""", """{"maximum":4}""", "maximum")]
    [InlineData("""{"maximum":4}""", """{"maximum":5}""", "")]
    [InlineData("""{"type":"integer","maximum":4.9}""", """{"exclusiveMaximum":5}""", "")]
    [InlineData("""{"type":"integer","exclusiveMaximum":5}""", """{"maximum":4}""", "")]
    [InlineData("""{"type":"integer","maximum":5}""", """{"exclusiveMaximum":5}""", "exclusiveMaximum")]
    [InlineData("""{"maximum":99999999999999999999999}""", """{"maximum":99999999999999999999998}""", "maximum")]
    [InlineData("""{"maximum":99999999999999999999998}""", """{"maximum":99999999999999999999999}""", "")]
    [InlineData("""{"minimum":1e400000}""", """{"minimum":1e399999}""", "")]
    [InlineData("""{"type":"integer","minimum":1e999999}""", """{"minimum":1e999998,"multipleOf":0.1}""", "")]
    [InlineData("""{"minimum":3,"maximum":5}""", """{"minimum":4,"maximum":4}""", "minimum, maximum")]
    [InlineData("""{"minimum":3,"exclusiveMinimum":3}""", """{"exclusiveMinimum":3}""", "")]
    [InlineData("""{"allOf":[{"minimum":3},{"maximum":9}]}""", """{"minimum":2,"maximum":10}""", "")]
    [InlineData("""{"type":"number","minimum":3,"exclusiveMaximum":3}""", """{"type":"string"}""", "")]
    [InlineData("""{"type":"integer","exclusiveMinimum":3,"exclusiveMaximum":4}""", "false", "")]
    public void Check_Bounds_AreExact(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"multipleOf":4}""", """{"multipleOf":2}""", "")]
    [InlineData("""{"multipleOf":2}""", """{"multipleOf":4}""", "multipleOf")]
    [InlineData("""{"multipleOf":0.01}""", """{"multipleOf":0.1}""", "multipleOf")]
    [InlineData("""{"multipleOf":0.1}""", """{"multipleOf":0.01}""", "")]
    [InlineData("""{"type":"integer"}""", """{"multipleOf":0.5}""", "")]
    [InlineData("""{"type":"integer"}""", """{"multipleOf":1.5}""", "multipleOf")]
    [InlineData("""{"allOf":[{"multipleOf":2},{"multipleOf":3}]}""", """{"multipleOf":6}""", "")]
    [InlineData("""{"type":"integer","multipleOf":1.5}""", """{"multipleOf":3}""", "")]
    [InlineData("""{"multipleOf":5,"minimum":1}""", """{"minimum":5}""", "")]
    [InlineData("""{"multipleOf":5,"minimum":1}""", """{"minimum":6}""", "minimum")]
    [InlineData("""{"multipleOf":0.01,"exclusiveMinimum":0}""", """{"minimum":0.01}""", "")]
    [InlineData("""{"multipleOf":7,"minimum":8,"maximum":13,"type":"number"}""", "false", "")]
    [InlineData("""{"enum":[6,12]}""", """{"multipleOf":6}""", "")]
    public void Check_MultipleOf_IsExact(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    [Theory]
    [InlineData("""{"minLength":3}""", """{"minLength":2}""", "")]
    [InlineData("""{"minLength":2}""", """{"minLength":3}""", "minLength")]
    [InlineData("""{"maxLength":3}""", """{"maxLength":2}""", "maxLength")]
    [InlineData("""{"maxLength":2}""", """{"maxLength":3}""", "")]
    [InlineData("{}", """{"maxLength":255}""", "maxLength")]
    [InlineData("""{"type":"string","minLength":3,"maxLength":2}""", "false", "")]
    [InlineData("""{"pattern":"^a+$"}""", """{"pattern":"^a+$"}""", "")]
    [InlineData("""{"pattern":"^a+$"}""", "{}", "")]
    [InlineData("{}", """{"pattern":".*"}""", "")]
    [InlineData("{}", """{"pattern":"^a+$"}""", "pattern")]
    [InlineData("""{"pattern":"^[A-Z]{3}-[0-9]{4}$"}""", """{"pattern":"^[A-Z]{3}-[0-9]{5}$"}""", "pattern")]
    [InlineData("""{"pattern":"^[a-z]+$"}""", """{"minLength":1}""", "")]
    [InlineData("""{"format":"date"}""", """{"format":"date"}""", "")]
    [InlineData("""{"format":"date"}""", "{}", "")]
    [InlineData("{}", """{"format":"date"}""", "format")]
    [InlineData("""{"format":"date"}""", """{"format":"date-time"}""", "format")]
    [InlineData("""{"format":"uri"}""", """{"format":"uri-reference"}""", "")]
    [InlineData("""{"format":"uri-reference"}""", """{"format":"uri"}""", "format")]
    [InlineData("""{"format":"email"}""", """{"format":"idn-email","minLength":1}""", "")]
    [InlineData("""{"format":"uuid"}""", """{"minLength":36,"maxLength":36}""", "")]
    [InlineData("""{"format":"ipv4"}""", """{"maxLength":15}""", "")]
    [InlineData("""{"format":"no-such-format"}""", """{"format":"nor-this"}""", "")]
    [InlineData("{}", """{"format":"no-such-format"}""", "")]
    public void Check_Texts_GivesVerdict(string before, string after, string expected) =>
        Assert.Equal(expected, CompatibilityCheck.Outcome(before, after));

    /// <summary>The table of formats that imply others, and lengths, must be true of the checks themselves.</summary>
    [Theory]
    [InlineData("email", "joe@example.com \"joe.\\\"bloggs\"@example.com joe@[127.0.0.1] te~s.t@a-b.c joe@[IPv6:::1]")]
    [InlineData("uri", "http://foo.bar/?baz=qux#quux urn:oasis:names mailto:a@b.c http://[::1]:80/ ldap://x/c=GB?o?one")]
    [InlineData("uri-reference", "/abc //foo.bar/?b=q #frag a/b:c http://x/ .. ?a")]
    [InlineData("iri", "http://ƒøø.ßår/?∂éœ=πîx#πîüx http://x/ urn:a:b")]
    public void Check_FormatWithinAnother_IsSoForTheFormatsThemselves(string format, string texts)
    {
        string[] wider = ["email", "idn-email", "uri", "uri-reference", "iri", "iri-reference"];
        foreach (string other in wider.Where(other => CompatibilityCheck.Outcome(
            $"{{\"format\":\"{format}\"}}", $"{{\"format\":\"{other}\"}}").Length == 0))
        {
            Assert.All(texts.Split(' '), text => Assert.Equal("",
                Check.Outcome($"{{\"format\":\"{other}\"}}", System.Text.Json.JsonSerializer.Serialize(text))));
        }
    }
}
