using System.Buffers;

namespace Goico.JsonSchema.Compiling;

/// <summary>Resolving the URIs of <c>$id</c> and <c>$ref</c>.</summary>
internal static class SchemaUri
{
    /// <summary>The URI of a schema that states none, so that relative ones in it have something to stand on.</summary>
    public const string Unnamed = "schema://unnamed/";

    /// <summary>
    /// The longest absolute URI, in characters: every resource keeps its own, and many short relative ones under one
    /// long base would be many times the schema.
    /// </summary>
    public const int Longest = 2_000;

    private static readonly SearchValues<char> s_schemeCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>Splits a reference at its '#'; the fragment is null when there is none.</summary>
    public static (string Uri, string? Fragment) Split(string reference)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0 ? (reference, null) : (reference[..hash], reference[(hash + 1)..]);
    }

    /// <summary>The absolute form of a reference without fragment, or null when it has none or is too long.</summary>
    public static string? Resolve(Uri baseUri, string reference)
    {
        if (reference.Length == 0)
            return baseUri.AbsoluteUri;
        if (HasScheme(reference))
            return Absolute(reference);
        return reference.Length <= Longest && !HasSpace(reference)
            && Uri.TryCreate(reference, UriKind.Relative, out Uri? relative)
            && Uri.TryCreate(baseUri, relative, out Uri? resolved)
                ? Bounded(resolved)
                : null;
    }

    /// <summary>
    /// The normal form of an absolute URI, without an empty fragment; null when it is not absolute, has a fragment
    /// or is too long.
    /// </summary>
    public static string? Absolute(string uri)
    {
        string bare = uri.EndsWith('#') ? uri[..^1] : uri;
        return bare.Length <= Longest && HasScheme(bare) && !HasSpace(bare)
            && !bare.Contains('#', StringComparison.Ordinal)
            && Uri.TryCreate(bare, UriKind.Absolute, out Uri? absolute) ? Bounded(absolute) : null;
    }

    // Escaping may lengthen it.
    private static string? Bounded(Uri uri) => uri.AbsoluteUri.Length <= Longest ? uri.AbsoluteUri : null;

    // Not left to System.Uri, which passes over them at the ends.
    private static bool HasSpace(string reference) => reference.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0;

    // Not left to System.Uri, which takes a path from the root for a file on some systems.
    private static bool HasScheme(string reference)
    {
        int colon = reference.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(reference[0])
            && reference.AsSpan(0, colon).IndexOfAnyExcept(s_schemeCharacters) < 0;
    }
}
