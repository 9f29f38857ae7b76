using System.Text;
using System.Text.Unicode;

namespace Jobico.Cli.Projects;

/// <summary>
/// A folder of the guest kit that becomes a project, by the rules of its README. The kit travels within the program.
/// </summary>
internal sealed class ProjectTemplate
{
    private const string Kit = "sdk/";
    private const string TemplateFolder = "template/";
    private const string Manifest = "template.txt";
    private const string NameMark = "{{name}}";

    private static readonly string[] Resources = typeof(ProjectTemplate).Assembly.GetManifestResourceNames();

    private ProjectTemplate(string language) => Language = language;

    /// <summary>The language, as the command names it.</summary>
    public string Language { get; }

    /// <summary>Those that there are, by language.</summary>
    public static IReadOnlyList<ProjectTemplate> All { get; } =
    [
        .. Resources.Where(name => name.StartsWith(Kit, StringComparison.Ordinal))
            .Select(name => name[Kit.Length..].Split('/'))
            .Where(parts => parts is [_, "template", _, ..])
            .Select(parts => parts[0])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(language => new ProjectTemplate(language)),
    ];

    /// <summary>The files of a project of that name, by path.</summary>
    public IReadOnlyList<ProjectFile> Render(string name)
    {
        string folder = $"{Kit}{Language}/{TemplateFolder}";
        IEnumerable<ProjectFile> own = Resources
            .Where(resource => resource.StartsWith(folder, StringComparison.Ordinal))
            .Select(resource => Make(Named(resource[folder.Length..], name), Named(Read(resource), name)));
        IEnumerable<ProjectFile> library = Library()
            .Select(file => Make(file.To, Read($"{Kit}{Language}/{file.From}")));
        return [.. own.Concat(library).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private static ProjectFile Make(string path, byte[] content) =>
        new(path, content, MayRun: path.EndsWith(".sh", StringComparison.Ordinal));

    private IEnumerable<(string From, string To)> Library()
    {
        string manifest = $"{Kit}{Language}/{Manifest}";
        if (!Resources.Contains(manifest)) return [];
        return Encoding.UTF8.GetString(Read(manifest)).Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0)
            .Select(words => words is [var from, var to]
                ? (from, to)
                : throw new InvalidOperationException($"{manifest} has a line that is no pair of paths."));
    }

    private static string Named(string text, string name) => text.Replace(NameMark, name, StringComparison.Ordinal);

    private static byte[] Named(byte[] content, string name) => Utf8.IsValid(content)
        ? Encoding.UTF8.GetBytes(Named(Encoding.UTF8.GetString(content), name))
        : content;

    private static byte[] Read(string resource)
    {
        using Stream stream = typeof(ProjectTemplate).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is named by a template and not in the program.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
