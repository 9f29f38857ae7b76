using System.Text.RegularExpressions;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>Resolving references: RFC 3986, section 5.2, word for word.</summary>
internal static partial class ReferenceUri
{
    /// <summary>The text before the '#', and after it or null.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        string[] parts = reference.Split('#', 2);
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    /// <summary>The target of a reference that has no fragment.</summary>
    public static string Resolve(string baseUri, string reference)
    {
        Match r = Parts().Match(reference);
        Match b = Parts().Match(baseUri);
        if (r.Groups["scheme"].Success)
            return Compose(r, r, RemoveDots(Text(r, "path")), r);
        if (r.Groups["authority"].Success)
            return Compose(b, r, RemoveDots(Text(r, "path")), r);
        string path = Text(r, "path");
        if (path.Length == 0)
            return Compose(b, b, Text(b, "path"), r.Groups["query"].Success ? r : b);
        if (path[0] != '/')
        {
            string parent = Text(b, "path");
            bool isBare = b.Groups["authority"].Success && parent.Length == 0;
            path = isBare ? $"/{path}" : string.Concat(parent.AsSpan(0, parent.LastIndexOf('/') + 1), path);
        }

        return Compose(b, b, RemoveDots(path), r);
    }

    // Appendix B of the RFC.
    [GeneratedRegex(@"^(?:(?<scheme>[^:/?#]+):)?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?")]
    private static partial Regex Parts();

    private static string Text(Match match, string part) => match.Groups[part].Value;

    private static string Compose(Match scheme, Match authority, string path, Match query) => string.Concat(
        scheme.Groups["scheme"].Success ? $"{Text(scheme, "scheme")}:" : "",
        authority.Groups["authority"].Success ? $"//{Text(authority, "authority")}" : "",
        path,
        query.Groups["query"].Success ? $"?{Text(query, "query")}" : "");

    private static string RemoveDots(string path)
    {
        if (!path.StartsWith('/'))
            return path;
        var kept = new List<string>();
        string[] segments = path[1..].Split('/');
        for (int i = 0; i < segments.Length; i++)
        {
            bool isLast = i == segments.Length - 1;
            if (segments[i] == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (segments[i] is not ("." or ".."))
                kept.Add(segments[i]);
            else if (isLast)
                kept.Add("");
        }

        return $"/{string.Join('/', kept)}";
    }
}
