using System.Globalization;
using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>JSON Pointers of and into trees.</summary>
internal static class TreePointers
{
    /// <summary>The pointers of a tree and of all below it.</summary>
    public static IEnumerable<(JsonTree Node, string Pointer)> All(JsonTree root, string pointer = "")
    {
        yield return (root, pointer);
        for (int i = 0; i < root.Children.Count; i++)
        {
            string segment = root.Kind == JsonKind.Object ? Escape(root.Members[i].Name)
                : i.ToString(CultureInfo.InvariantCulture);
            foreach (var below in All(root.Children[i], $"{pointer}/{segment}"))
                yield return below;
        }
    }

    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The values from the root to the one that a pointer names, or null when there is none.</summary>
    public static IReadOnlyList<JsonTree>? Path(JsonTree root, string pointer)
    {
        var path = new List<JsonTree> { root };
        if (pointer.Length == 0)
            return path;
        if (pointer[0] != '/')
            return null;
        foreach (string segment in pointer[1..].Split('/'))
        {
            string name = segment.Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            JsonTree at = path[^1];
            JsonTree? next = at.Kind != JsonKind.Array ? at[name]
                : int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
                    ? at.Items.ElementAtOrDefault(position) : null;
            if (next is null)
                return null;
            path.Add(next);
        }

        return path;
    }

    /// <summary>A pointer as a URI's fragment: with what must be escaped escaped, or all that may be.</summary>
    public static string ToFragment(string pointer, bool escapeAll)
    {
        if (escapeAll)
            return string.Join('/', pointer.Split('/').Select(Uri.EscapeDataString));
        var fragment = new StringBuilder();
        foreach (char c in pointer)
            fragment.Append(c is '%' or '#' or ' ' or '"' or '\\' ? Uri.HexEscape(c) : c);
        return fragment.ToString();
    }
}
