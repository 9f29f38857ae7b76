using CsCheck;

namespace Jobico.Model.Tests;

public sealed class SuggestionsTests
{
    private static readonly string[] Candidates =
        ["supplierqueue", "schema", "schemaref", "runtime", "result", "id", "ok"];

    [Theory]
    [InlineData("supplierqueu", "supplierqueue")]
    [InlineData("suplierqueeu", "supplierqueue")]
    [InlineData("shcema", "schema")]
    [InlineData("Schema-Ref", "schemaref")]
    [InlineData("rutnime", "runtime")]
    [InlineData("di", "id")]
    [InlineData("okk", "ok")]
    [InlineData("ID", "id")]
    public void Nearest_MistypedWord_FindsIt(string word, string expected) =>
        Assert.Equal(expected, Suggestions.Nearest(word, Candidates));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("owner")]
    [InlineData("queueofsuppliers")]
    public void Nearest_OtherWord_FindsNothing(string word) => Assert.Null(Suggestions.Nearest(word, Candidates));

    [Fact]
    public void Nearest_NoCandidates_FindsNothing() => Assert.Null(Suggestions.Nearest("schema", []));

    [Fact]
    public void Nearest_EquallyNear_TakesTheFirst() =>
        Assert.Equal("jobx", Suggestions.Nearest("job1", ["jobx", "joby"]));

    [Fact]
    public void Nearest_ExactMatchBehindANearOne_TakesTheExact() =>
        Assert.Equal("queue2", Suggestions.Nearest("queue2", ["queue1", "queue2"]));

    [Fact]
    public void Nearest_OneEditAway_IsFound() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 6, 20], Gen.Int[0, 100], Gen.Char['a', 'z'], Gen.Int[0, 3])
            .Sample((word, where, letter, kind) =>
            {
                int at = where % (word.Length - 1);
                string edited = kind switch
                {
                    0 => word.Remove(at, 1),
                    1 => word.Insert(at, letter.ToString()),
                    2 => word.Remove(at, 1).Insert(at, letter.ToString()),
                    _ => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
                };
                Assert.Equal(word, Suggestions.Nearest(edited, [word]));
                Assert.Equal(word, Suggestions.Nearest(edited.ToUpperInvariant(), [word]));
            });

    [Fact]
    public void Nearest_OrderOfTheTwo_DoesNotMatter() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 12], Gen.String[Gen.Char['a', 'd'], 0, 12]).Sample((left, right) =>
            Assert.Equal(Suggestions.Nearest(left, [right]) is null, Suggestions.Nearest(right, [left]) is null));

    [Fact]
    public void Nearest_DistanceByDefinition_Agrees() =>
        Gen.Select(Gen.String[Gen.Char['a', 'c'], 1, 9], Gen.String[Gen.Char['a', 'c'], 1, 9]).Sample((left, right) =>
        {
            int third = Math.Max(Math.Max(left.Length, right.Length) / 3, 1);
            int allowed = Math.Min(third, Math.Min(left.Length, right.Length) - 1);
            Assert.Equal(Distance(left, right) <= allowed, Suggestions.Nearest(left, [right]) is not null);
        });

    /// <summary>The definition itself, word for word: slow, and simple enough to be right.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length == 0 || right.Length == 0) return left.Length + right.Length;
        int best = Math.Min(Distance(left[..^1], right), Distance(left, right[..^1])) + 1;
        best = Math.Min(best, Distance(left[..^1], right[..^1]) + (left[^1] == right[^1] ? 0 : 1));
        bool swapped = left.Length > 1 && right.Length > 1 && left[^1] == right[^2] && left[^2] == right[^1];
        return swapped ? Math.Min(best, Distance(left[..^2], right[..^2]) + 1) : best;
    }
}
