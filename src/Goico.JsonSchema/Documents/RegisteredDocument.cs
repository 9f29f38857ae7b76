using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Documents;

/// <summary>
/// A document under an absolute URI, scanned once and shared by every schema that refers to it. One that is no
/// readable JSON is kept with the reason, which whoever refers to it gets to read.
/// </summary>
internal sealed class RegisteredDocument
{
    private RegisteredDocument(string uri, int size) => (Uri, Size) = (uri, size);

    /// <summary>The URI it was registered under, in normal form.</summary>
    public string Uri { get; }

    /// <summary>Its length in bytes.</summary>
    public int Size { get; }

    /// <summary>Its deepest nesting of arrays and objects.</summary>
    public int Depth { get; private init; }

    /// <summary>What was scanned; null for one that can't be read.</summary>
    public ScannedDocument? Source { get; private init; }

    /// <summary>Why it can't be read.</summary>
    public ScanFailure Failure { get; private init; }

    /// <summary>Its own <c>$id</c>, absolute, if it has one that differs from where it is registered.</summary>
    public string? Id { get; private init; }

    /// <summary>
    /// The absolute URIs of every <c>$id</c> in it that may name a schema, its own among them. Which of them do is
    /// known when its draft is.
    /// </summary>
    public IReadOnlyCollection<string> Ids { get; private init; } = [];

    /// <summary>Scans a document.</summary>
    public static RegisteredDocument Read(string uri, ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > SchemaRegistry.MaxDocumentBytes)
        {
            string message = $"is larger than the limit of {SchemaRegistry.MaxDocumentBytes} bytes";
            return new RegisteredDocument(uri, utf8.Length) { Failure = new ScanFailure("", message) };
        }

        byte[] bytes = utf8.ToArray();
        Scratch scratch = Scratch.Rent();
        try
        {
            var scanner = new JsonScanner(bytes, scratch, SchemaOptions.DeepestAllowed, allowDuplicateNames: false);
            if (!scanner.Scan())
                return new RegisteredDocument(uri, bytes.Length) { Failure = scanner.Failure };
            var source = new ScannedDocument(bytes, scanner.Tokens.ToArray());
            IReadOnlyCollection<string> ids = EmbeddedIds.Find(source.View, uri, out string? own);
            return new RegisteredDocument(uri, bytes.Length)
            {
                Source = source,
                Depth = DepthOf(source.View.Tokens),
                Id = own,
                Ids = ids,
            };
        }
        finally
        {
            scratch.Return();
        }
    }

    private static int DepthOf(ReadOnlySpan<Token> tokens)
    {
        Span<int> ends = stackalloc int[SchemaOptions.DeepestAllowed];
        int depth = 0;
        int deepest = 0;
        for (int at = 0; at < tokens.Length; at++)
        {
            while (depth > 0 && ends[depth - 1] <= at)
                depth--;
            if (!tokens[at].IsContainer)
                continue;
            ends[depth++] = tokens[at].Next;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
