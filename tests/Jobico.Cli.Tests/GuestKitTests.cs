using System.Text.RegularExpressions;
using Goico.JsonSchema;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Tests;

/// <summary>What the folders of <c>sdk</c> must have so that a project can be made of each.</summary>
public sealed partial class GuestKitTests
{
    private static readonly string Kit = Path.Combine(FindRoot(), "sdk");

    public static TheoryData<string> Languages => new(Directory.EnumerateDirectories(Kit)
        .Where(folder => Directory.Exists(Path.Combine(folder, "template")))
        .Select(folder => Path.GetFileName(folder)!));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Template_OfALanguage_HasWhatAProjectNeeds(string language)
    {
        string[] files = [.. Files(language).Select(file => Path.GetRelativePath(Template(language), file))];

        Assert.Superset(
            new HashSet<string>
            {
                "build.sh", "{{name}}.yaml", "schema.json", "events/sample.json", "README.md", ".gitignore",
            },
            files.ToHashSet());
        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode mode = System.IO.File.GetUnixFileMode(Path.Combine(Template(language), "build.sh"));
            Assert.True(mode.HasFlag(UnixFileMode.UserExecute), "build.sh can't be run.");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Template_OfALanguage_HasNoPlaceButTheName(string language) => Assert.All(
        Files(language).SelectMany(file => Place().Matches(file + System.IO.File.ReadAllText(file))),
        place => Assert.Equal("{{name}}", place.Value));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Definition_OfATemplate_IsReadWithoutProblems_WhateverTheName(string language)
    {
        string definition = System.IO.File.ReadAllText(Path.Combine(Template(language), "{{name}}.yaml"));
        foreach (string name in (string[])["greeter", "my-job", "2026", "0x1", "true", "null", "1e5", "a--b"])
        {
            DefinitionReading reading = DefinitionReader.Read(
                definition.Replace("{{name}}", name, StringComparison.Ordinal));

            Assert.Empty(reading.Problems);
            Assert.Equal(name, reading.Definition?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Sample_OfATemplate_FitsItsSchema(string language)
    {
        SchemaCompilation schema = JsonSchema.Compile(Bytes(language, "schema.json"));

        Assert.True(Assert.IsType<SchemaCompilation.Compiled>(schema).Schema
            .Validate(Bytes(language, "events/sample.json")).IsValid);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Library_OfALanguage_IsThereAsListed(string language)
    {
        string list = Path.Combine(Kit, language, "template.txt");
        if (!System.IO.File.Exists(list)) return;
        var targets = new HashSet<string>();
        foreach (string line in System.IO.File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(2, parts.Length);
            Assert.True(System.IO.File.Exists(Path.Combine(Kit, language, parts[0])), line);
            Assert.True(targets.Add(parts[1]), $"{parts[1]} is written twice.");
            Assert.False(System.IO.File.Exists(Path.Combine(Template(language), parts[1])), $"{parts[1]} is written twice.");
        }
    }

    /// <summary>A crate is all of its files: one that the list forgot would be missed only by a compiler.</summary>
    [Fact]
    public void Library_OfRust_IsListedWhole()
    {
        string list = System.IO.File.ReadAllText(Path.Combine(Kit, "rust", "template.txt"));

        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Kit, "rust", "src"), "*.rs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Path.Combine(Kit, "rust"), file)),
            file => Assert.Contains($"{file} ", list, StringComparison.Ordinal));
    }

    private static string Template(string language) => Path.Combine(Kit, language, "template");

    private static IEnumerable<string> Files(string language) =>
        Directory.EnumerateFiles(Template(language), "*", SearchOption.AllDirectories);

    private static byte[] Bytes(string language, string file) =>
        System.IO.File.ReadAllBytes(Path.Combine(Template(language), file));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder, "Jobico.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new InvalidOperationException("The tests run outside of the project's folder.");
    }

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Place();
}
