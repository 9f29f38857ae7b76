using System.Text;
using System.Text.Json;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests;

/// <summary>
/// The official JSON-Schema-Test-Suite, when it is at hand: in the folder named by JSON_SCHEMA_TEST_SUITE, or beside
/// the repository.
/// </summary>
public sealed class OfficialSuiteTests(ITestOutputHelper output)
{
    /// <summary>Every required test of every draft; the counts are those of the suite as it was last looked at.</summary>
    [Theory]
    [InlineData("draft2020-12", SchemaDraft.Draft202012, 1299)]
    [InlineData("draft2019-09", SchemaDraft.Draft201909, 1259)]
    [InlineData("draft7", SchemaDraft.Draft7, 927)]
    [InlineData("draft6", SchemaDraft.Draft6, 839)]
    [InlineData("draft4", SchemaDraft.Draft4, 618)]
    public void Validate_EveryRequiredTest_GivesTheSuitesVerdict(string folder, SchemaDraft draft, int least)
    {
        string? suite = OfficialSuite.Find();
        Assert.SkipWhen(suite is null, OfficialSuite.Missing);
        var options = new SchemaOptions { DefaultDraft = draft, AssertFormats = false, Registry = Remotes(suite) };
        CheckFolder(Path.Combine(suite, "tests", folder), options, least);
    }

    /// <summary>Every optional test of formats, where the copy of the suite has them.</summary>
    [Theory]
    [InlineData("draft2020-12", SchemaDraft.Draft202012, 764)]
    [InlineData("draft2019-09", SchemaDraft.Draft201909, 757)]
    [InlineData("draft7", SchemaDraft.Draft7, 676)]
    [InlineData("draft6", SchemaDraft.Draft6, 325)]
    [InlineData("draft4", SchemaDraft.Draft4, 219)]
    public void Validate_EveryOptionalFormatTest_GivesTheSuitesVerdict(string folder, SchemaDraft draft, int least)
    {
        string? suite = OfficialSuite.Find();
        string formats = Path.Combine(suite ?? "", "tests", folder, "optional", "format");
        Assert.SkipUnless(Directory.Exists(formats), $"The suite's tests of formats are not here: set {OfficialSuite.Variable}.");
        CheckFolder(formats, new SchemaOptions { DefaultDraft = draft }, least);
    }

    private void CheckFolder(string folder, SchemaOptions options, int least)
    {
        var wrong = new List<string>();
        var refused = new List<string>();
        int checkedCount = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order())
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                byte[] schema = Encoding.UTF8.GetBytes(group.GetProperty("schema").GetRawText());
                string name = $"{Path.GetFileName(file)}: {group.GetProperty("description")}";
                switch (JsonSchema.Compile(schema, options))
                {
                    case SchemaCompilation.Compiled compiled:
                        checkedCount += group.GetProperty("tests").GetArrayLength();
                        wrong.AddRange(Disagreements(compiled.Schema, group).Select(d => $"{name} / {d}"));
                        break;
                    case SchemaCompilation.Refused(var problems):
                        refused.Add($"{name}: {string.Join("; ", problems)}");
                        break;
                }
            }
        }

        output.WriteLine($"{folder}: {checkedCount} instances checked.");
        Assert.True(refused.Count == 0, string.Join("\n", refused));
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(checkedCount >= least, $"only {checkedCount} instances were checked; the suite has {least}");
    }

    /// <summary>The suite's own documents, under the address at which it says that they are served.</summary>
    internal static SchemaRegistry Remotes(string suite)
    {
        string folder = Path.Combine(suite, "remotes");
        return Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Aggregate(SchemaRegistry.Empty, (registry, file) => registry.With(
                "http://localhost:1234/" + Path.GetRelativePath(folder, file).Replace('\\', '/'),
                File.ReadAllBytes(file)));
    }

    private static IEnumerable<string> Disagreements(JsonSchema schema, JsonElement group)
    {
        foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
        {
            bool expected = test.GetProperty("valid").GetBoolean();
            byte[] instance = Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText());
            SchemaVerdict verdict = schema.Validate(instance);
            if (verdict.IsValid == expected && verdict.IsValid == verdict.Violations.IsEmpty)
                continue;
            yield return $"{test.GetProperty("description")}: expected {expected}; {string.Join("; ", verdict.Violations)}";
        }
    }
}
