using Goico.JsonSchema.Documents;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>Finds the dialect that a <c>$schema</c> names: a draft's, or that of a registered meta-schema.</summary>
internal sealed class Dialects(SchemaOptions options)
{
    // A meta-schema has a meta-schema; no more than so many in a row.
    private const int LongestChain = 8;

    private readonly Dictionary<RegisteredDocument, (Dialect? Dialect, string Problem)> _registered = [];

    /// <summary>The dialect; null with what is wrong with it, as a sentence's predicate.</summary>
    public Dialect? Find(string schema, out string problem)
    {
        problem = "";
        if (Drafts.Named(schema) is { } draft)
            return Dialect.Of(draft);
        RegisteredDocument? document = Registered(schema);
        if (document is not null)
            return Find(document, [], out problem);
        problem = $"is not known here; use \"{SchemaDraft.Draft202012.MetaSchema()}\" or "
            + $"\"{SchemaDraft.Draft7.MetaSchema()}#\" (drafts 2019-09, 6 and 4 are read, too), or register the "
            + "meta-schema that it names";
        return null;
    }

    private RegisteredDocument? Registered(string schema) =>
        SchemaUri.Absolute(schema) is { } uri
            ? options.Registry.Find(uri).FirstOrDefault(document => document.Uri == uri || document.Id == uri)
            : null;

    private Dialect? Find(RegisteredDocument document, List<RegisteredDocument> chain, out string problem)
    {
        if (_registered.TryGetValue(document, out (Dialect? Dialect, string Problem) known))
        {
            problem = known.Problem;
            return known.Dialect;
        }

        Dialect? dialect = Read(document, chain, out problem);
        // What was found on the way from another meta-schema may lack what only that one says.
        if (chain.Count == 0)
            _registered.Add(document, (dialect, problem));
        return dialect;
    }

    private Dialect? Read(RegisteredDocument document, List<RegisteredDocument> chain, out string problem)
    {
        if (document.Source is null)
        {
            problem = $"leads to the registered document {document.Uri}, which {document.Failure.Message}";
            return null;
        }

        // What the chain says counts unless the vocabularies say it: a meta-schema may describe itself.
        Dialect? written = WrittenBy(document, [.. chain, document], out problem);
        JsonView view = document.Source.View;
        int vocabulary = view.Find(0, "$vocabulary"u8);
        if (vocabulary < 0 || view.Tokens[vocabulary].Kind != TokenKind.Object)
            return written is null ? null : new Dialect(written.Draft, written.Active, document.Uri);
        SchemaDraft? draft = DraftOfCore(view, vocabulary) ?? written?.Draft;
        if (draft is not { } known)
            return null;
        if (known.IsBefore2019())
            return new Dialect(known, Vocabularies.All, document.Uri);
        problem = "";
        Vocabularies? active = ReadVocabularies(view, vocabulary, known, out string unknown);
        if (active is { } vocabularies)
            return new Dialect(known, vocabularies, document.Uri);
        problem = $"can't be used: its meta-schema requires the vocabulary {unknown}, which is not known here";
        return null;
    }

    /// <summary>The dialect that a meta-schema itself is written in; null when its chain ends nowhere.</summary>
    private Dialect? WrittenBy(RegisteredDocument document, List<RegisteredDocument> chain, out string problem)
    {
        problem = "";
        JsonView view = document.Source!.View;
        int schema = view.Find(0, "$schema"u8);
        if (schema < 0)
            return Dialect.Of(options.DefaultDraft);
        string named = view.Tokens[schema].Kind == TokenKind.String ? view.Text(schema) : "";
        if (Drafts.Named(named) is { } draft)
            return Dialect.Of(draft);
        RegisteredDocument? next = Registered(named);
        if (next is not null && !chain.Contains(next) && chain.Count < LongestChain)
            return Find(next, chain, out problem);
        problem = next is null
            ? $"can't be used: its meta-schema has the $schema {view.Excerpt(schema)}, which is not registered"
            : "can't be used: going from meta-schema to meta-schema leads to no draft";
        return null;
    }

    private static SchemaDraft? DraftOfCore(in JsonView view, int vocabulary)
    {
        for (int name = vocabulary + 1; name < view.Tokens[vocabulary].Next; name = view.Tokens[name + 1].Next)
        {
            if (VocabularyUris.Find(view.Text(name), false) is { Vocabularies: Vocabularies.Core } core)
                return core.Draft;
        }

        return null;
    }

    /// <summary>The vocabularies taken; null with the required one that can't be taken.</summary>
    private static Vocabularies? ReadVocabularies(
        in JsonView view, int vocabulary, SchemaDraft draft, out string unknown)
    {
        unknown = "";
        Vocabularies active = Vocabularies.Core;
        for (int name = vocabulary + 1; name < view.Tokens[vocabulary].Next; name = view.Tokens[name + 1].Next)
        {
            bool isRequired = view.Tokens[name + 1].Kind == TokenKind.True;
            (SchemaDraft Draft, Vocabularies Vocabularies)? found =
                VocabularyUris.Find(view.Text(name), isRequired);
            if (found is { } known && known.Draft == draft)
            {
                active |= known.Vocabularies;
            }
            else if (isRequired)
            {
                unknown = view.Text(name);
                return null;
            }
        }

        return active;
    }
}
