namespace Goico.JsonSchema.Tests;

/// <summary>Unions whose alternatives tell themselves apart by a property, and those that don't.</summary>
public sealed class UnionTests
{
    private const string Shapes = """
        {"KEYWORD":[
          {"properties":{"kind":{"const":"circle"},"radius":{"minimum":0},"unit":{"enum":["m","cm"]}},
           "required":["kind","radius"]},
          {"allOf":[{"$ref":"#/$defs/sided"}],"required":["kind"],"properties":{"kind":{"enum":["square","cube"]}}},
          {"$ref":"#/$defs/point"}],
         "$defs":{"sided":{"properties":{"side":{"minimum":0}},"required":["side"]},
           "point":{"properties":{"kind":{"const":"point"}},"required":["kind"],"maxProperties":1}}}
        """;

    [Theory]
    [InlineData("""{"kind":"circle","radius":1}""", "")]
    [InlineData("""{"radius":1,"\u006bind":"\u0063ircle"}""", "")]
    [InlineData("""{"kind":"cube","side":1}""", "")]
    [InlineData("""{"kind":"point"}""", "")]
    [InlineData("""{"kind":"circle","radius":-1,"unit":"km"}""", "minimum /radius, enum /unit")]
    [InlineData("""{"kind":"square","side":-1}""", "minimum /side")]
    [InlineData("""{"kind":"point","x":1}""", "maxProperties")]
    [InlineData("""{"kind":"line"}""", "KEYWORD")]
    [InlineData("""{"kind":null}""", "KEYWORD")]
    [InlineData("""{"side":1}""", "KEYWORD")]
    [InlineData("{}", "KEYWORD")]
    public void Validate_TaggedUnion_SaysWhatTheMeantAlternativeLacks(string instance, string expected)
    {
        foreach (string keyword in new[] { "anyOf", "oneOf" })
        {
            string schema = Shapes.Replace("KEYWORD", keyword, StringComparison.Ordinal);
            Assert.Equal(expected.Replace("KEYWORD", keyword, StringComparison.Ordinal), Check.Outcome(schema, instance));
        }
    }

    [Fact]
    public void Validate_UnknownTag_NamesTheKnownOnes()
    {
        string schema = Shapes.Replace("KEYWORD", "oneOf", StringComparison.Ordinal);
        Assert.Contains("its property \"kind\" must be one of \"circle\", \"square\", \"cube\", \"point\", and was \"line\"",
            Assert.Single(Check.Validate(schema, """{"kind":"line"}""").Violations).Message, StringComparison.Ordinal);
        Assert.EndsWith("and is missing",
            Assert.Single(Check.Validate(schema, "{}").Violations).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "")]
    [InlineData("[]", "oneOf")]
    [InlineData("""{"t":"a"}""", "")]
    [InlineData("""{"t":"b"}""", "oneOf")]
    [InlineData("""{"u":1}""", "")]
    [InlineData("""{"t":"c","u":1}""", "")]
    public void Validate_UnionOfMixedAlternatives_TriesThoseWithoutTheTagAsWell(string instance, string expected)
    {
        const string schema = """
            {"oneOf":[
              {"type":"object","properties":{"t":{"const":"a"}},"required":["t"]},
              {"type":"object","properties":{"t":{"const":"b"}},"required":["t"],"minProperties":2},
              {"type":"object","properties":{"t":{"const":"d"}},"required":["t"]},
              {"type":"object","required":["u"]},
              {"type":"integer"}]}
            """;
        Assert.Equal(expected, Check.Outcome(schema, instance));
    }

    [Fact]
    public void Validate_TagRepeatedWhereAllowed_ChecksEveryOccurrence()
    {
        var options = new SchemaOptions { AllowDuplicateNames = true };
        const string schema = """
            {"anyOf":[{"properties":{"t":{"const":"a"}},"required":["t"]},
              {"properties":{"t":{"const":"b"}},"required":["t"]},{"properties":{"t":{"const":"c"}},"required":["t"]}]}
            """;
        Assert.Equal("", Check.Outcome(schema, """{"t":"a","t":"a"}""", options));
        Assert.Equal("const /t", Check.Outcome(schema, """{"t":"a","t":"b"}""", options));
    }

    [Fact]
    public void Validate_UnionWithoutTags_NamesTheNearest()
    {
        SchemaViolation violation = Assert.Single(Check.Validate(
            """{"anyOf":[{"type":"string"},{"properties":{"a":{"properties":{"b":{"maximum":1}}}}}]}""",
            """{"a":{"b":2}}""").Violations);
        Assert.Equal("anyOf", violation.Keyword);
        Assert.EndsWith("the nearest is the one at 1, for which /a/b must be <= 1, was 2", violation.Message,
            StringComparison.Ordinal);
    }
}
