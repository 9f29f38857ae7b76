using System.Text;
using System.Text.Json;

namespace Goico.JsonSchema.Tests;

/// <summary>
/// The official JSON-Schema-Test-Suite, when it is at hand: in the folder named by JSON_SCHEMA_TEST_SUITE, or beside
/// the repository.
/// </summary>
public sealed class OfficialSuiteTests(ITestOutputHelper output)
{
    private const string Variable = "JSON_SCHEMA_TEST_SUITE";

    [Theory]
    [InlineData("draft2020-12", SchemaDraft.Draft202012, 1246)]
    [InlineData("draft2019-09", SchemaDraft.Draft201909, 1219)]
    [InlineData("draft7", SchemaDraft.Draft7, 900)]
    [InlineData("draft6", SchemaDraft.Draft6, 812)]
    [InlineData("draft4", SchemaDraft.Draft4, 597)]
    public void Validate_EverySchemaThatCompiles_GivesTheSuitesVerdict(string folder, SchemaDraft draft, int least)
    {
        string? suite = FindSuite();
        Assert.SkipWhen(suite is null, $"The official test suite is not here: set {Variable} to its folder.");
        var options = new SchemaOptions { DefaultDraft = draft, AssertFormats = false };
        var wrong = new List<string>();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int covered = 0;
        int skipped = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(suite, "tests", folder), "*.json").Order())
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonElement group in document.RootElement.EnumerateArray())
            {
                int tests = group.GetProperty("tests").GetArrayLength();
                byte[] schema = Encoding.UTF8.GetBytes(group.GetProperty("schema").GetRawText());
                if (JsonSchema.Compile(schema, options) is not SchemaCompilation.Compiled compiled)
                {
                    skipped += tests;
                    var problems = ((SchemaCompilation.Refused)JsonSchema.Compile(schema, options)).Problems;
                    string reason = $"{Path.GetFileName(file)}: {problems[0].Message}";
                    refused[reason] = refused.GetValueOrDefault(reason) + tests;
                    continue;
                }

                covered += tests;
                wrong.AddRange(Disagreements(compiled.Schema, group).Select(d => $"{Path.GetFileName(file)}: {d}"));
            }
        }

        output.WriteLine($"{folder}: {covered} instances checked, {wrong.Count} wrong, {skipped} not covered.");
        foreach ((string reason, int count) in refused)
            output.WriteLine($"  not covered ({count}): {reason}");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(covered >= least, $"only {covered} instances were checked; at least {least} were before");
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
            string name = $"{group.GetProperty("description")} / {test.GetProperty("description")}";
            yield return $"{name}: expected {expected}; {string.Join("; ", verdict.Violations)}";
        }
    }

    private static string? FindSuite()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(Path.Combine(named, "tests")) ? named : null;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Jobico.slnx")))
                continue;
            string beside = Path.Combine(at.FullName, "..", "shared", "json-schema-test-suite");
            return Directory.Exists(Path.Combine(beside, "tests")) ? beside : null;
        }

        return null;
    }
}
