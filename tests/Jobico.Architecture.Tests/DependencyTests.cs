namespace Jobico.Architecture.Tests;

/// <summary>Dependencies run one way: docs/architecture.md draws what is held here.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Goico = ["Goico.Hosting", "Goico.JsonSchema", "Goico.KeyValue", "Goico.Wasm"];

    private static readonly string[] Components =
        ["Jobico.Control", "Jobico.Executor", "Jobico.Listener", "Jobico.Queue", "Jobico.Recorder", "Jobico.Repository"];

    /// <summary>What each project may refer to: nothing else, and each project is named.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Goico.Hosting"] = [],
        ["Goico.JsonSchema"] = [],
        ["Goico.KeyValue"] = [],
        ["Goico.Wasm"] = [],
        ["Jobico.Model"] = [],
        ["Jobico.Api"] = [],
        ["Jobico.Storage"] = ["Jobico.Model"],
        ["Jobico.Storage.Sqlite"] = ["Jobico.Storage", "Goico.KeyValue"],
        ["Jobico.Catalog"] = ["Jobico.Storage", "Goico.JsonSchema"],
        ["Jobico.Secrets"] = ["Jobico.Storage"],
        ["Jobico.Listener"] = ["Jobico.Catalog", "Goico.Hosting"],
        ["Jobico.Queue"] = ["Jobico.Catalog"],
        ["Jobico.Executor"] = ["Jobico.Catalog", "Jobico.Secrets", "Goico.Wasm"],
        ["Jobico.Recorder"] = ["Jobico.Storage", "Jobico.Api"],
        ["Jobico.Control"] = ["Jobico.Catalog", "Jobico.Secrets", "Jobico.Api", "Goico.Wasm"],
        ["Jobico.Repository"] = ["Jobico.Catalog", "Jobico.Api", "Goico.Wasm"],
        ["Jobico.Server"] = [.. Components, "Jobico.Secrets", "Jobico.Storage.Sqlite", "Goico.Hosting"],
        ["Jobico.Cli"] = ["Jobico.Server", "Jobico.Api"],
    };

    public static TheoryData<string> AllProjects => [.. Sources.Projects];

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void Project_RefersOnlyTo_WhatItMay(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out string[]? allowed),
            $"{project} is new: say in {nameof(DependencyTests)} and docs/architecture.md where it stands.");
        Assert.Empty(Sources.ReferencesOf(project).Except(allowed!));
    }

    [Fact]
    public void Components_ReferToEachOther_Never()
    {
        foreach (string component in Components)
        {
            Assert.Empty(Sources.ReferencesOf(component).Intersect(Components));
        }
    }

    [Fact]
    public void Goico_NamesJobico_Nowhere()
    {
        foreach (string project in Goico)
        {
            IEnumerable<string> naming = Sources.FilesUnder($"src/{project}")
                .Where(file => File.ReadAllText(Path.Combine(Sources.Root, file))
                    .Contains("Jobico.", StringComparison.Ordinal));
            Assert.Empty(naming);
        }
    }

    [Fact]
    public void EveryPackage_IsPinnedInOnePlace_WithoutAVersionElsewhere()
    {
        foreach (string project in Sources.Projects)
        {
            string text = File.ReadAllText(Path.Combine(Sources.Root, "src", project, project + ".csproj"));
            Assert.DoesNotContain("Version=", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Wasmtime", "Goico.Wasm")]
    [InlineData("Microsoft.Data.Sqlite", "Goico.KeyValue", "Jobico.Storage.Sqlite")]
    [InlineData("YamlDotNet", "Jobico.Model")]
    [InlineData("System.CommandLine", "Jobico.Cli")]
    [InlineData("Spectre.Console", "Jobico.Cli")]
    public void Package_IsUsedOnlyBy_TheProjectsThatWrapIt(string package, params string[] projects)
    {
        IEnumerable<string> users = Sources.Projects.Where(project => Sources.PackagesOf(project).Contains(package));
        Assert.Equal(projects.Order(), users.Order());
    }
}
