using System.Text;
using CsCheck;
using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

/// <summary>Whatever the text is, reading it ends, soon and with a verdict.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Seeds =
        [Texts.Sound, Texts.Everything, Texts.Read("example"), string.Concat(Texts.Fragments.Select(Texts.Read))];

    private static readonly string[] Snippets =
    [
        "\t", "\n", " ", ":", ": ", "- ", "?", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "<<: ", "!", "!!", "!<x> ",
        "|", ">", "|2-\n", "'", "\"", "\\", "\\x4", "\\ud83d", "#", " #", "%", "%YAML 1.2\n", "@", "`",
        "---\n", "...\n", "~", "null", "\0", "\u0085", "\u2028", "\uFEFF", "\ud800", "\udc00", "\U0001F600", "\r",
        "id: ", "result:", "event:", "9999999999d", "1e999",
    ];

    [Fact]
    public void Read_RandomText_NeverThrows() =>
        Gen.OneOf(
                Gen.String,
                Gen.OneOf(Snippets).Array[0, 60].Select(string.Concat),
                Gen.Byte.Array[0, 200].Select(Encoding.Latin1.GetString),
                Gen.Byte.Array[0, 200].Select(Encoding.UTF8.GetString))
            .Sample(AssertVerdict, iter: 20_000);

    [Fact]
    public void Read_MutatedDefinition_NeverThrows()
    {
        Gen<(int At, int Length, string Insert)[]> edits = Gen.Select(
            Gen.Int[0, 2000],
            Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 3]), (1, Gen.Int[4, 60])),
            Gen.OneOf(Snippets)).Array[1, 4];
        Gen.Select(Gen.OneOf(Seeds), edits).Sample(
            (seed, changes) => AssertVerdict(changes.Aggregate(seed, Change)), iter: 20_000);
    }

    [Fact]
    public void Read_BillionLaughs_IsRefusedAtTheAliasThatIsTooMuch()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level <= 9; level++)
            text.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");

        DefinitionProblem problem = Assert.Single(DefinitionReader.Read(text.ToString()).Problems);

        Assert.Equal(5, problem.Line);
        Assert.StartsWith("a definition is at most 20000 keys", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 33)]
    [InlineData("- ", 65)]
    public void Read_NestedTooDeep_IsRefusedAtTheFirstLevelThatIsTooMuch(string open, int column)
    {
        string text = string.Concat(Enumerable.Repeat(open, 100_000));

        DefinitionProblem problem = Assert.Single(DefinitionReader.Read(text).Problems);

        Assert.Equal((1, column), (problem.Line, problem.Column));
        Assert.Equal("a definition is at most 32 levels deep; this is the first that is more", problem.Message);
    }

    [Fact]
    public void Read_AliasesNestedTooDeep_IsRefused()
    {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level <= 40; level++) text.Append($"a{level}: &a{level} [*a{level - 1}]\n");

        DefinitionProblem problem = Assert.Single(DefinitionReader.Read(text.ToString()).Problems);

        Assert.Equal(31, problem.Line);
        Assert.StartsWith("a definition is at most 32 levels deep", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TextOverOneMebibyte_IsRefused()
    {
        string comment = new('#', DefinitionReader.MaxTextBytes - Texts.Sound.Length);

        Assert.Empty(DefinitionReader.Read(Texts.Sound + comment).Problems);
        DefinitionProblem problem = Assert.Single(DefinitionReader.Read(Texts.Sound + comment + '#').Problems);
        Assert.Equal("the text is longer than 1 MiB, the most a definition may have", problem.Message);
        Assert.Single(DefinitionReader.Read(Texts.Sound + comment[1..] + 'é').Problems);
    }

    [Fact]
    public void Read_LargestDefinition_ReadsEveryEvent()
    {
        var text = new StringBuilder("runtimes: [{id: r, moduleref: m.wasm}]\nqueues: [{id: q}]\njobs:\n");
        for (int number = 0; number < 1400; number++)
            text.Append($"- event: {{id: e{number}, schema: {{schemaref: s.json}}, supplierqueue: q, runtime: r}}\n");

        DefinitionReading reading = DefinitionReader.Read(text.ToString(), "large");

        Assert.Empty(reading.Problems);
        Assert.Equal(1400, reading.Definition!.AllEvents().Count());
    }

    private static string Change(string text, (int At, int Length, string Insert) edit)
    {
        int at = edit.At % (text.Length + 1);
        return text.Remove(at, Math.Min(edit.Length, text.Length - at)).Insert(at, edit.Insert);
    }

    /// <summary>What holds of every reading, whatever the text.</summary>
    private static void AssertVerdict(string text)
    {
        DefinitionReading reading = DefinitionReader.Read(text, "fallback");

        int lines = text.ReplaceLineEndings("\n").Split('\n').Length;
        bool hasErrors = reading.Problems.Any(problem => problem.Severity == ProblemSeverity.Error);
        Assert.Equal(hasErrors, reading.Definition is null);
        Assert.All(reading.Problems, problem =>
        {
            Assert.InRange(problem.Line, 1, lines);
            Assert.InRange(problem.Column, 1, text.Length + 1);
            Assert.NotEmpty(problem.Message);
            Assert.DoesNotContain(problem.ToString(), char.IsControl);
        });
        Assert.Equal(
            reading.Problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column), reading.Problems);
        if (reading.Definition is { } job) AssertSound(job);
    }

    private static void AssertSound(JobDefinition job)
    {
        Assert.True(Identifier.IsValid(job.Id));
        Assert.All(job.AllEvents(), definition =>
        {
            Assert.True(Identifier.IsValid(definition.Id));
            Assert.NotNull(job.FindQueue(definition.Queue));
            Assert.NotEmpty(definition.Schema.FileRef);
            if (definition.Runtime is { } runtime) Assert.NotNull(job.FindRuntime(runtime));
        });
        Assert.All(job.Events, definition => Assert.NotNull(definition.Runtime));
        Assert.All(job.Runtimes, runtime => Assert.NotEmpty(runtime.ModuleRef));
    }
}
