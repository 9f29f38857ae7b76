using System.Reflection;
using System.Text.RegularExpressions;
using Jobico.Model.Definitions;
using Jobico.Server;

namespace Jobico.EndToEnd.Tests;

/// <summary>What the documents say is what the program does, as far as that can be told cheaply.</summary>
public sealed partial class DocsTests
{
    internal static readonly string Root = FindRoot();

    public static TheoryData<string> Pages =>
        new(["README.md", "CONTRIBUTING.md", .. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "sdk"), "*.md", SearchOption.AllDirectories))
            // What others brought, and what is a page only once it is a project's.
            .Where(path => !path.Contains("node_modules") && !path.Contains("template"))
            .Select(path => Path.GetRelativePath(Root, path))]);

    public static TheoryData<string> Commands =>
        new("server", "demo", "deploy", "redeploy", "rollback", "upload-wasm", "upload-schema",
            "stream-from-recorder", "send", "secrets set", "secrets list", "secrets remove");

    [Fact]
    public void Definitions_Example_IsADefinitionWithoutErrors()
    {
        Match example = YamlBlock().Match(Read("docs/definitions.md"));
        Assert.True(example.Success);

        DefinitionReading reading = DefinitionReader.Read(example.Groups[1].Value, null);

        Assert.DoesNotContain(reading.Problems, problem => problem.Severity == ProblemSeverity.Error);
        Assert.Equal("orders", reading.Definition?.Id);
    }

    [Fact]
    public void Operating_Settings_AreThoseOfTheServer()
    {
        IEnumerable<string> settings = typeof(ServerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => WordStart().Replace(property.Name, "-").ToLowerInvariant())
            .Select(name => $"| {FlagOf(name)} | `JOBICO_{name.Replace('-', '_').ToUpperInvariant()}` |");

        IEnumerable<string> documented = SettingRow().Matches(Read("docs/operating.md")).Select(row => row.Value);

        Assert.Equal(settings.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Cli_OptionsOfACommand_AreDocumented(string command)
    {
        using var place = new Workplace();
        CommandResult help = await JobicoProcess.RunAsync(
            place.Folder,
            new Dictionary<string, string>(),
            TestContext.Current.CancellationToken,
            [.. command.Split(' '), "--help"]);
        Assert.Equal(0, help.ExitCode);

        // The server's are in a table of their own.
        string page = Read("docs/cli.md") + (command == "server" ? Read("docs/operating.md") : "");
        Assert.All(
            Option().Matches(help.Output).Select(option => option.Value).Distinct(),
            option => Assert.Matches($"`{option}[ `]", page));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_WithinTheProject_LeadSomewhere(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        string[] dead = [.. Link().Matches(Read(page))
            .Select(link => link.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(folder, target)))];

        Assert.Empty(dead);
    }

    /// <summary>What all users of a machine can see in its list of processes is no place for a key.</summary>
    private static string FlagOf(string setting) => setting == "secrets-key" ? "–" : $"`--{setting}`";

    private static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Jobico.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new InvalidOperationException("The tests run outside of the project's folder.");
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"\| (?:`--[a-z-]+`|–) \| `JOBICO_[A-Z_]+` \|")]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"--[a-z][a-z-]+(?=[ \n\r,])")]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
