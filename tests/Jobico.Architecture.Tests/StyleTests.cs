using System.Text.RegularExpressions;

namespace Jobico.Architecture.Tests;

/// <summary>House style that a machine can hold.</summary>
public sealed partial class StyleTests
{
    private const int MaxSourceLines = 400;
    private const int MaxTestLines = 600;
    private const int MaxColumns = 120;
    private const int MaxMethodLines = 60;

    [Fact]
    public void SourceFiles_AreShort()
    {
        Assert.Empty(TooLong("src", MaxSourceLines));
        Assert.Empty(TooLong("tests", MaxTestLines));
    }

    [Fact]
    public void Lines_AreNotWide()
    {
        IEnumerable<string> wide =
            from file in Sources.FilesUnder("src").Concat(Sources.FilesUnder("tests"))
            from line in File.ReadLines(Path.Combine(Sources.Root, file)).Select((text, index) => (text, index))
            where line.text.Length > MaxColumns && !line.text.Contains("\"\"\"", StringComparison.Ordinal)
            select $"{file}:{line.index + 1}";
        Assert.Empty(wide);
    }

    [Fact]
    public void Methods_AreShort()
    {
        IEnumerable<string> offenders = Sources.FilesUnder("src").SelectMany(file => LongMethods(file));
        Assert.Empty(offenders);
    }

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var strays = new List<string>();
        foreach (string file in Sources.FilesUnder("src"))
        {
            Match declared = NamespaceDeclaration().Match(File.ReadAllText(Path.Combine(Sources.Root, file)));
            if (!declared.Success) continue;
            string folder = Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.');
            if (declared.Groups[1].Value != folder) strays.Add($"{file}: {declared.Groups[1].Value}");
        }
        Assert.Empty(strays);
    }

    [Fact]
    public void Names_SayWhatAThingIs()
    {
        IEnumerable<string> vague = Sources.FilesUnder("src")
            .Where(file => VagueName().IsMatch(Path.GetFileNameWithoutExtension(file)));
        Assert.Empty(vague);
    }

    [Fact]
    public void Sources_HaveNoUnfinishedPlaces()
    {
        IEnumerable<string> unfinished =
            from file in Sources.FilesUnder("src")
            from line in File.ReadLines(Path.Combine(Sources.Root, file)).Select((text, index) => (text, index))
            where UnfinishedWord().IsMatch(line.text)
            select $"{file}:{line.index + 1}: {line.text.Trim()}";
        Assert.Empty(unfinished);
    }

    private static IEnumerable<string> TooLong(string folder, int max) =>
        from file in Sources.FilesUnder(folder)
        let lines = File.ReadLines(Path.Combine(Sources.Root, file)).Count()
        where lines > max
        select $"{file}: {lines} lines, at most {max}";

    /// <summary>
    /// The house's formatting makes this simple: a member's body stands between braces at the same indentation of four
    /// or eight columns.
    /// </summary>
    private static IEnumerable<string> LongMethods(string file)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Sources.Root, file));
        for (int start = 1; start < lines.Length; start++)
        {
            if (lines[start] is not ("    {" or "        {")) continue;
            if (TypeDeclaration().IsMatch(lines[start - 1])) continue;
            string close = lines[start].Replace('{', '}');
            int end = Array.FindIndex(lines, start, line => line.TrimEnd(';', ',', ')') == close);
            if (end - start - 1 > MaxMethodLines) yield return $"{file}:{start}: {end - start - 1} lines";
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Utilities|Common)$")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex UnfinishedWord();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|where)\b")]
    private static partial Regex TypeDeclaration();
}
