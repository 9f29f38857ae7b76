namespace Jobico.Model.Definitions.Source;

/// <summary>How places in a definition are named: <c>jobs[0].event.schema</c>.</summary>
internal static class SourcePath
{
    /// <summary>The path of a key below another path, the empty one included.</summary>
    public static string Join(string path, string key)
    {
        // A key may be anything up to the whole text; the path is to be read in one line.
        string shown = Quoted.Plain(key);
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }
}
