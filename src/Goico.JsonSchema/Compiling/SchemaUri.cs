namespace Goico.JsonSchema.Compiling;

/// <summary>Resolving the URIs of <c>$id</c> and <c>$ref</c>.</summary>
internal static class SchemaUri
{
    /// <summary>The URI of a schema that states none, so that relative ones in it have something to stand on.</summary>
    public const string Unnamed = "schema://unnamed/";

    /// <summary>Splits a reference at its '#'; the fragment is null when there is none.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, null) : (reference[..hash], reference[(hash + 1)..]);
    }

    /// <summary>The absolute form of a reference without fragment, or null when it has none.</summary>
    public static string? Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri;
        if (HasScheme(reference))
            return Uri.TryCreate(reference, UriKind.Absolute, out Uri? absolute) ? absolute.AbsoluteUri : null;
        return Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? parent)
            && Uri.TryCreate(parent, new Uri(reference, UriKind.Relative), out Uri? resolved)
                ? resolved.AbsoluteUri
                : null;
    }

    // Not left to System.Uri, which takes a path from the root for a file on some systems.
    private static bool HasScheme(string reference)
    {
        int colon = reference.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(reference[0])
            && reference.AsSpan(0, colon).IndexOfAnyExcept(s_schemeCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> s_schemeCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
}
