namespace Goico.JsonSchema.Tests.Reference;

/// <summary>Where the official JSON-Schema-Test-Suite is, when it is at hand.</summary>
internal static class OfficialSuite
{
    /// <summary>The environment variable that names its folder.</summary>
    public const string Variable = "JSON_SCHEMA_TEST_SUITE";

    public static string Missing => $"The official test suite is not here: set {Variable} to its folder.";

    /// <summary>Its folder: the one that the environment names, or the one beside the repository.</summary>
    public static string? Find()
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
