using System.Runtime.CompilerServices;
using Goico.JsonSchema.Compiling;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Documents;

/// <summary>
/// The <c>$id</c>s of a document whose draft is not known yet: those of every object that may be a schema. One too
/// many does no harm; it is looked at again when somebody refers to it.
/// </summary>
internal static class EmbeddedIds
{
    // Further ones can be reached once another reference has led into their document.
    private const int Most = 1_000;

    /// <summary>All of them, absolute; <paramref name="own"/> is the root's, if it differs from the base.</summary>
    public static IReadOnlyCollection<string> Find(in JsonView view, string baseUri, out string? own)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        own = OwnId(view, 0, baseUri);
        if (own == baseUri)
            own = null;
        Walk(view, 0, baseUri, found);
        found.Remove(baseUri);
        return found;
    }

    private static void Walk(in JsonView view, int token, string baseUri, HashSet<string> found)
    {
        // Depth is bounded, but how much stack the caller's thread has left is not known.
        if (found.Count == Most || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        int end = view.Tokens[token].Next;
        if (view.Tokens[token].Kind == TokenKind.Array)
        {
            for (int at = token + 1; at < end; at = view.Tokens[at].Next)
                WalkContainer(view, at, baseUri, found);
            return;
        }

        if (OwnId(view, token, baseUri) is { } id)
        {
            found.Add(id);
            baseUri = id;
        }

        for (int name = token + 1; name < end; name = view.Tokens[name + 1].Next)
        {
            // Values, not schemas, whatever they look like.
            Keyword? keyword = Keywords.Find(view, name);
            if (keyword != Keywords.Enum && keyword != Keywords.Const && keyword != Keywords.Default
                && keyword != Keywords.Examples)
            {
                WalkContainer(view, name + 1, baseUri, found);
            }
        }
    }

    private static void WalkContainer(in JsonView view, int token, string baseUri, HashSet<string> found)
    {
        if (view.Tokens[token].IsContainer)
            Walk(view, token, baseUri, found);
    }

    private static string? OwnId(in JsonView view, int token, string baseUri)
    {
        int id = view.Find(token, "$id"u8);
        if (id < 0)
            id = view.Find(token, "id"u8);
        if (id < 0 || view.Tokens[id].Kind != TokenKind.String)
            return null;
        string uri = SchemaUri.Split(view.Text(id)).Uri;
        return uri.Length == 0 ? null : SchemaUri.Resolve(new Uri(baseUri), uri);
    }
}
