using System.Text.Json;

namespace Goico.JsonSchema.Tests.Patterns;

/// <summary>Expressions that are wrong, and those that are right but can't be matched: each is told why.</summary>
public sealed class PatternRefusalTests
{
    [Theory]
    [InlineData("(", "has a '(' without a ')'")]
    [InlineData("a)", "has a ')' without a '('")]
    [InlineData("[a", "has a '[' without a ']'")]
    [InlineData("*a", "repeats nothing")]
    [InlineData("a|+", "repeats nothing")]
    [InlineData("{1}", "repeats nothing")]
    [InlineData("a**", "repeats a repetition")]
    [InlineData("a{2}{3}", "repeats a repetition")]
    [InlineData("^*", "repeats an anchor")]
    [InlineData("\\b+", "repeats an anchor")]
    [InlineData("(?<=a)*", "repeats a lookbehind")]
    [InlineData("a{2,1}", "bounds are in the wrong order")]
    [InlineData("[z-a]", "ends are in the wrong order")]
    [InlineData("[\\d-z]", "write \\-")]
    [InlineData("[\\w-.]", "write \\-")]
    [InlineData("\\", "ends with a lone '\\'")]
    [InlineData("[\\", "ends with a lone '\\'")]
    [InlineData("\\a", "the escape \\a")]
    [InlineData("\\01", "the escape \\0")]
    [InlineData("[\\B]", "the escape \\B")]
    [InlineData("\\Z", "the escape \\Z")]
    [InlineData("\\xg1", "2 hexadecimal digits")]
    [InlineData("\\u12", "4 hexadecimal digits")]
    [InlineData("\\u{110000}", "not a code point")]
    [InlineData("\\u{}", "not a code point")]
    [InlineData("\\c1", "the escape \\c")]
    [InlineData("\\p", "\\p without {…}")]
    [InlineData("\\p{L", "\\p without {…}")]
    [InlineData("\\p{}", "names no property")]
    [InlineData("\\p{^L}", "names no property")]
    [InlineData("(?i)a", "write both letters")]
    [InlineData("(?x:a)", "(?")]
    [InlineData("(?-:a)", "(?")]
    [InlineData("(?s-s:a)", "(?")]
    [InlineData("(?>a)", "(?")]
    [InlineData("(?P<n>a)", "(?")]
    [InlineData("(?<1>a)", "group name")]
    [InlineData("(?<a", "group name")]
    [InlineData("(?<a!>b)", "group name")]
    [InlineData("(?<>b)", "group name")]
    [InlineData("(?<n>a)(?<n>b)", "two groups of the name n")]
    [InlineData("(?<n>a(?:b|(?<n>c)))", "two groups of the name n")]
    [InlineData("\\k", "\\k without a group name")]
    [InlineData("\\k<n>", "refers to the group n")]
    [InlineData("a\\1(", "has a '(' without a ')'")]
    public void Compile_MalformedPattern_SaysWhatIsWrong(string pattern, string reason)
    {
        Assert.Contains(reason, Problem(pattern), StringComparison.Ordinal);
        Assert.Equal("format", RegexFormat(pattern));
    }

    [Theory]
    [InlineData("(a)\\1", "write out what may be repeated")]
    [InlineData("(?<n>a)\\k<n>", "write out what may be repeated")]
    [InlineData("\\k<n>(?<n>a)", "write out what may be repeated")]
    [InlineData("(?i:a)", "write both letters, such as [aA]")]
    [InlineData("(?m:^a)", "write (?:^|\\n)")]
    [InlineData("\\p{Alphabetic}", "general categories, such as \\p{L}")]
    [InlineData("\\p{Script=Cuneiform}", "the scripts known are Arabic, Armenian")]
    [InlineData("(?=(?<=a)b)", "looks behind within a lookahead")]
    [InlineData("(?<=(?=a)b)", "looks around within a lookbehind")]
    [InlineData("(?<=a$)", "anchor other than ^ within a lookbehind")]
    [InlineData("(?<=a\\b)", "anchor other than ^ within a lookbehind")]
    public void Compile_PatternBeyondTheAutomata_SaysWhatToWriteInstead(string pattern, string reason)
    {
        Assert.Contains(reason, Problem(pattern), StringComparison.Ordinal);
        Assert.Equal("", RegexFormat(pattern));
    }

    [Fact]
    public void Compile_SamePatternTwice_IsReportedAtBothPlaces()
    {
        const string schema = """{"properties":{"a":{"pattern":"("},"b":{"pattern":"("}}}""";
        Assert.Equal(["/properties/a/pattern", "/properties/b/pattern"],
            Check.Problems(schema).Select(problem => problem.SchemaLocation));
    }

    private static string Problem(string pattern)
    {
        string written = JsonSerializer.Serialize(pattern);
        string message = Assert.Single(Check.Problems($$"""{"pattern":{{written}}}""")).Message;
        Assert.StartsWith($"the regular expression {pattern} ", message, StringComparison.Ordinal);
        Assert.Equal(message, Assert.Single(Check.Problems($$"""{"patternProperties":{ {{written}}:{} } }""")).Message);
        return message;
    }

    private static string RegexFormat(string pattern) =>
        Check.Outcome("""{"format":"regex"}""", JsonSerializer.Serialize(pattern));
}
