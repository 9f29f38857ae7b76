using System.Text;
using System.Text.Json;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Compatibility;

/// <summary>
/// The schemas of the official test suite compared with each other, and tried by its documents; when it is at hand.
/// </summary>
public sealed class CompatibilitySuiteTests(ITestOutputHelper output)
{
    // Each is compared with so many of those after it, and they with it.
    private const int Neighbours = 4;

    [Theory]
    [InlineData("draft2020-12", SchemaDraft.Draft202012)]
    [InlineData("draft2019-09", SchemaDraft.Draft201909)]
    [InlineData("draft7", SchemaDraft.Draft7)]
    [InlineData("draft4", SchemaDraft.Draft4)]
    public void Check_SchemasOfTheSuite_IsReflexiveAndSound(string folder, SchemaDraft draft)
    {
        string? suite = OfficialSuite.Find();
        Assert.SkipWhen(suite is null, OfficialSuite.Missing);
        var options = new SchemaOptions { DefaultDraft = draft, Registry = OfficialSuiteTests.Remotes(suite) };
        int compatible = 0;
        int breaking = 0;
        int unknown = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(suite, "tests", folder), "*.json").Order())
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement[] groups = [.. document.RootElement.EnumerateArray()];
            byte[][] texts = [.. groups.Select(group => Utf8(group.GetProperty("schema")))];
            byte[][] data = [.. groups.SelectMany(group => group.GetProperty("tests").EnumerateArray())
                .Select(test => Utf8(test.GetProperty("data")))];
            JsonSchema[] schemas = [.. texts.Select(text => Compiled(text, options))];
            for (int i = 0; i < schemas.Length; i++)
            {
                Assert.IsType<SchemaCompatibility.Compatible>(
                    SchemaCompatibility.Check(schemas[i], Compiled(texts[i], options)));
                for (int j = Math.Max(0, i - Neighbours); j < Math.Min(schemas.Length, i + Neighbours + 1); j++)
                {
                    SchemaCompatibility verdict = Compared(schemas[i], schemas[j], data);
                    compatible += verdict is SchemaCompatibility.Compatible ? 1 : 0;
                    breaking += verdict is SchemaCompatibility.Breaking ? 1 : 0;
                    unknown += verdict is SchemaCompatibility.Unknown ? 1 : 0;
                }
            }
        }

        output.WriteLine($"{folder}: {compatible} compatible, {breaking} breaking, {unknown} unknown.");
        Assert.True(unknown * 20 < compatible + breaking, $"{unknown} of {compatible + breaking + unknown} are unknown");
    }

    private static SchemaCompatibility Compared(JsonSchema before, JsonSchema after, byte[][] data)
    {
        SchemaCompatibility verdict = SchemaCompatibility.Check(before, after);
        if (verdict is SchemaCompatibility.Compatible)
        {
            byte[]? broken = Array.Find(data, one => before.Validate(one).IsValid && !after.Validate(one).IsValid);
            Assert.True(broken is null, $"not compatible: {Encoding.UTF8.GetString(broken ?? [])}");
        }
        else if (verdict is SchemaCompatibility.Breaking breaking)
        {
            Assert.All(breaking.Breaks, found => CompatibilityCheck.AssertBreaks(before, after, found.Witness));
        }

        return verdict;
    }

    private static JsonSchema Compiled(byte[] schema, SchemaOptions options) =>
        Assert.IsType<SchemaCompilation.Compiled>(JsonSchema.Compile(schema, options)).Schema;

    private static byte[] Utf8(JsonElement element) => Encoding.UTF8.GetBytes(element.GetRawText());
}
