using System.Text;

namespace Goico.JsonSchema.Tests;

public sealed class DocumentTests
{
    private static readonly JsonSchema s_anything = Check.Compile("true");

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("nul")]
    [InlineData("truely")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("+1")]
    [InlineData("1 2")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\ud800\\u0041\"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("\"\n\"")]
    [InlineData("[")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1}")]
    [InlineData("{")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("]")]
    [InlineData("'a'")]
    [InlineData("NaN")]
    [InlineData("/**/1")]
    [InlineData("\uFEFF1")]
    [InlineData("1e12345678901")]
    public void Validate_NotJson_IsAViolation(string document) =>
        Assert.Equal("json", Assert.Single(s_anything.Validate(Encoding.UTF8.GetBytes(document)).Violations).Keyword);

    [Theory]
    [InlineData("""{"a":{"b":[1,{"c":tru}]}}""", "/a/b/1/c")]
    [InlineData("""{"a":[{"x":1},{"x":1,"y":2,"x":3}]}""", "/a/1/x")]
    [InlineData("""{"a":1,"\u0061":2}""", "/a")]
    [InlineData("""{"n":{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"5":0}}""", "/n/5")]
    [InlineData("""{"a":{"b":1},"c" 1}""", "/c")]
    [InlineData("""[{"a":1},[2""", "/1/0")]
    public void Validate_NotJson_SaysWhere(string document, string location) =>
        Assert.Equal($"json {location}", Check.Outcome("true", document));

    [Fact]
    public void Validate_NotUtf8_SaysWhere()
    {
        byte[] document = [.. "{\"a\":[1,\"x"u8, 0xC3, 0x28, .. "\"]}"u8];
        SchemaViolation violation = Assert.Single(s_anything.Validate(document).Violations);
        Assert.Equal(("json", "/a"), (violation.Keyword, violation.InstanceLocation[..2]));
        Assert.Contains("not UTF-8: the byte at offset 10", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_NestedToTheLimit_PassesAndBeyondFails()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.Equal("", Check.Outcome("true", Nested(64)));
        Assert.StartsWith("json /0/0", Check.Outcome("true", Nested(65)), StringComparison.Ordinal);
        Assert.Equal("", Check.Outcome("true", Nested(65), new SchemaOptions { MaxDepth = 65 }));
    }

    [Fact]
    public void Validate_DuplicatesAllowed_ChecksEach()
    {
        var options = new SchemaOptions { AllowDuplicateNames = true };
        const string schema = """{"properties":{"a":{"type":"null"}}}""";
        Assert.Equal("type /a", Check.Outcome(schema, """{"a":null,"a":1}""", options));
    }

    [Fact]
    public void Validate_TooLarge_IsAViolation() =>
        Assert.Equal("json", Check.Outcome("true", "[1,2,3]", new SchemaOptions { MaxDocumentBytes = 6 }));

    [Fact]
    public void Validate_ManyProperties_FindsEach()
    {
        string names = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"p{i}\""));
        string members = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"p{i}\":{i}"));
        string properties = string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"p{i}\":{{\"const\":{i}}}"));
        string schema = $"{{\"required\":[{names}],\"properties\":{{{properties}}},\"unevaluatedProperties\":false}}";
        Assert.Equal("", Check.Outcome(schema, $"{{{members}}}"));
        string without = members.Replace("\"p77\":77,", "", StringComparison.Ordinal);
        Assert.Equal("required", Check.Outcome(schema, $"{{{without}}}"));
    }

    [Fact]
    public void Validate_DefaultVerdict_IsNotValid()
    {
        Assert.False(default(SchemaVerdict).IsValid);
        Assert.Empty(default(SchemaVerdict).Violations);
    }

    [Fact]
    public void Validate_ValidEvent_AllocatesNothing()
    {
        JsonSchema schema = Check.Compile("""
            {"type":"object","required":["id","kind","items"],"additionalProperties":false,"properties":{
              "id":{"type":"string","format":"uuid"},"kind":{"enum":["created","deleted"]},
              "at":{"type":"string","format":"date-time"},"name":{"pattern":"^[a-z]+( [a-z]+)*$","maxLength":40},
              "items":{"type":"array","uniqueItems":true,"items":{"$ref":"#/$defs/item"}}},
             "$defs":{"item":{"type":"object","required":["price"],"properties":{
              "price":{"type":"number","minimum":0,"multipleOf":0.01},"n":{"type":"integer"}},
              "anyOf":[{"required":["n"]},{"required":["x"]}],"unevaluatedProperties":false}}}
            """);
        byte[] document = Encoding.UTF8.GetBytes("""
            {"id":"6e8bc430-9c3a-11d9-9669-0800200c9a66","kind":"created","at":"2026-01-31T12:00:00.5Z",
             "name":"plain \u0061text","items":[{"price":19.99,"n":1},{"price":5,"n":2}]}
            """);
        for (int i = 0; i < 200; i++)
            Assert.True(schema.Validate(document).IsValid);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool valid = true;
        for (int i = 0; i < 100; i++)
            valid &= schema.Validate(document).IsValid;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(valid);
        Assert.Equal(0, allocated);
    }
}
