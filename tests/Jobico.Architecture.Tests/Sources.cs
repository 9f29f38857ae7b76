using System.Reflection;
using System.Xml.Linq;

namespace Jobico.Architecture.Tests;

/// <summary>The project's own sources, as the tests read them.</summary>
internal static class Sources
{
    public static string Root { get; } = Path.GetFullPath(typeof(Sources).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.GetDirectories(Path.Combine(Root, "src")).Select(folder => Path.GetFileName(folder)!).Order()];

    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Project(project).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))];

    public static IReadOnlyList<string> PackagesOf(string project) =>
        [.. Project(project).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)];

    /// <summary>Every C# file under a folder of the root, relative to the root.</summary>
    public static IEnumerable<string> FilesUnder(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "artifacts"));

    private static XDocument Project(string project) =>
        XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));
}
