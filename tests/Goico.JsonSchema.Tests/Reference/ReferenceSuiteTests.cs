namespace Goico.JsonSchema.Tests.Reference;

/// <summary>What makes the reference trustworthy: the official suite, with the documents it refers to.</summary>
public sealed class ReferenceSuiteTests(ITestOutputHelper output)
{
    private const string Remotes = "http://localhost:1234/";

    [Theory]
    [InlineData("draft2020-12", ReferenceDraft.Draft202012)]
    [InlineData("draft2019-09", ReferenceDraft.Draft201909)]
    [InlineData("draft7", ReferenceDraft.Draft7)]
    [InlineData("draft6", ReferenceDraft.Draft6)]
    [InlineData("draft4", ReferenceDraft.Draft4)]
    internal void IsValid_OfficialSuite_GivesTheSuitesVerdict(string folder, ReferenceDraft draft)
    {
        string? suite = OfficialSuite.Find();
        Assert.SkipWhen(suite is null, OfficialSuite.Missing);
        var wrong = new List<string>();
        var uncovered = new List<string>();
        int checkedTests = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(suite, "tests", folder), "*.json").Order())
        {
            foreach (JsonTree group in StrictJson.TryParse(File.ReadAllBytes(file))!.Items)
            {
                string name = $"{Path.GetFileName(file)}: {group["description"]!.Text}";
                foreach (JsonTree test in group["tests"]!.Items)
                {
                    string described = $"{name}: {test["description"]!.Text}";
                    bool? valid = Verdict(group["schema"]!, test["data"]!, draft, suite, out string reason);
                    if (valid is null)
                        uncovered.Add($"{described}: {reason}");
                    else if (valid != (test["valid"]!.Kind == JsonKind.True))
                        wrong.Add(described);
                    else
                        checkedTests++;
                }
            }
        }

        output.WriteLine($"{folder}: {checkedTests} agreed");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.True(uncovered.Count == 0, string.Join("\n", uncovered));
        Assert.True(checkedTests > 600, $"only {checkedTests}");
    }

    private static bool? Verdict(
        JsonTree schema, JsonTree instance, ReferenceDraft draft, string suite, out string reason)
    {
        reason = "";
        try
        {
            var documents = new ReferenceDocuments(uri => Load(suite, uri));
            documents.Add(schema, draft);
            return new ReferenceValidator(documents).IsValid(schema, instance);
        }
        catch (ReferenceException e)
        {
            reason = e.Message;
            return null;
        }
    }

    private static JsonMember? Load(string suite, string uri)
    {
        if (!uri.StartsWith(Remotes, StringComparison.Ordinal))
            return ReferenceMetaSchemas.Load(uri);
        string file = Path.Combine(suite, "remotes", uri[Remotes.Length..]);
        return File.Exists(file) ? new JsonMember(uri, StrictJson.TryParse(File.ReadAllBytes(file))!) : null;
    }
}
