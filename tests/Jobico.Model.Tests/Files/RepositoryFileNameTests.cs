using CsCheck;
using Jobico.Model.Files;

namespace Jobico.Model.Tests.Files;

public sealed class RepositoryFileNameTests
{
    private static readonly Gen<string> Valid =
        Gen.String[Gen.Char["abcXYZ019._-"], 1, 12]
            .Where(segment => segment is not ("." or ".."))
            .Array[1, 8]
            .Select(segments => string.Join('/', segments));

    [Fact]
    public void TryParse_NameByTheRule_KeepsItWithoutTheSlashInFront() =>
        Valid.Sample(text =>
        {
            Assert.True(RepositoryFileName.TryParse(text, out RepositoryFileName name, out string? problem));
            Assert.Null(problem);
            Assert.Equal((text, text), (name.Value, name.ToString()));
            Assert.Equal(text.Split('/')[^1], name.BaseName);
            Assert.Equal(name, RepositoryFileName.Parse('/' + text));
        });

    [Fact]
    public void TryParse_AnyText_IsANameOrSaysWhyNot() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab./\\ :%"], 0, 12]).Sample(text =>
        {
            bool valid = RepositoryFileName.TryParse(text, out RepositoryFileName name, out string? problem);
            Assert.Equal(valid, problem is null);
            if (!valid) return;
            Assert.All(name.Value.Split('/'), segment => Assert.DoesNotContain(segment, new[] { "", ".", ".." }));
            Assert.Matches("^[A-Za-z0-9._/-]{1,200}$", name.Value);
        });

    [Theory]
    [InlineData(null, "a file name is empty: write one, for example 'schema.json'")]
    [InlineData("", "a file name is empty: write one, for example 'schema.json'")]
    [InlineData("/", "a file name is empty: write one, for example 'schema.json'")]
    [InlineData("//a", "the file name '/a' has an empty, '.' or '..' part")]
    [InlineData("a/", "the file name 'a/' has an empty, '.' or '..' part")]
    [InlineData("a//b", "the file name 'a//b' has an empty, '.' or '..' part")]
    [InlineData(".", "the file name '.' has an empty, '.' or '..' part")]
    [InlineData("a/./b", "the file name 'a/./b' has an empty, '.' or '..' part")]
    [InlineData("../a", "the file name '../a' has an empty, '.' or '..' part")]
    [InlineData("/a/..", "the file name 'a/..' has an empty, '.' or '..' part")]
    [InlineData("a b", "the file name 'a b' has a space in it")]
    [InlineData("a\\b", "the file name 'a\\b' has '\\' in it")]
    [InlineData("C:/a", "the file name 'C:/a' has ':' in it")]
    [InlineData("a\0", "the file name 'a\\u0000' has '\\u0000' in it")]
    [InlineData("%2e%2e/a", "the file name '%2e%2e/a' has '%' in it")]
    [InlineData("ü", "the file name 'ü' has 'ü' in it")]
    public void TryParse_NoName_SaysWhy(string? text, string problem)
    {
        Assert.False(RepositoryFileName.TryParse(text, out RepositoryFileName name, out string? why));
        Assert.StartsWith(problem, why, StringComparison.Ordinal);
        Assert.Null(name.Value);
    }

    [Fact]
    public void TryParse_LongestName_IsTakenAndOneMoreIsNot()
    {
        Assert.True(RepositoryFileName.TryParse('/' + new string('a', 200), out _, out _));
        Assert.False(RepositoryFileName.TryParse(new string('a', 201), out _, out string? problem));
        Assert.Equal("a file name has 201 characters: 200 are the most it may have", problem);
    }

    [Theory]
    [InlineData("...", "...")]
    [InlineData("a/.hidden", ".hidden")]
    [InlineData("/runtimes/wasm-runtime.wasm", "wasm-runtime.wasm")]
    public void BaseName_OfANameWithFolders_IsItsLastPart(string text, string expected) =>
        Assert.Equal(expected, RepositoryFileName.Parse(text).BaseName);

    [Fact]
    public void Parse_NoName_ThrowsWithTheReason()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => RepositoryFileName.Parse("a b"));

        Assert.StartsWith("the file name 'a b' has a space in it", thrown.Message, StringComparison.Ordinal);
    }
}
