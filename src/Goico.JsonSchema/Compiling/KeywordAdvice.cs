using System.Collections.Immutable;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// Warns of what looks like a check and is none: a misspelt keyword, one of another draft, one that a <c>$ref</c>
/// silences. All of that is allowed, and ignored, by the standard.
/// </summary>
internal sealed class KeywordAdvice
{
    private const int MostWarnings = 64;

    // Comparing a name to all keywords costs microseconds, and a schema may have a great many names.
    private const int MostNotes = 1_000;

    private readonly List<(Subschema Schema, int Name, Keyword? Keyword)> _notes = [];
    private readonly Dictionary<(string Name, SchemaDraft Draft), Keyword?> _nearest = [];

    /// <summary>
    /// Notes a member of a schema that its dialect does not define (null: no draft does) or that a <c>$ref</c>
    /// silences.
    /// </summary>
    public void Note(Subschema schema, int name, Keyword? keyword)
    {
        if (_notes.Count == MostNotes || schema.Document.IsTrusted)
            return;
        bool isSilenced = keyword is not null && schema.Resource.Dialect.Has(keyword);
        if (!isSilenced || (keyword!.Checks && keyword.Vocabulary != Vocabularies.Core))
            _notes.Add((schema, name, keyword));
    }

    /// <summary>The warnings, in document order.</summary>
    public ImmutableArray<SchemaProblem> ToWarnings()
    {
        if (_notes.Count == 0)
            return [];
        var warnings = new ProblemList(MostWarnings);
        foreach ((Subschema schema, int name, Keyword? keyword) in _notes)
        {
            if (Explain(schema, name, keyword) is { } message)
                warnings.Add(schema.Document, name + 1, message);
        }

        return warnings.ToProblems();
    }

    private string? Explain(Subschema schema, int name, Keyword? keyword)
    {
        Dialect dialect = schema.Resource.Dialect;
        JsonView view = schema.Document.Source.View;
        string draft = dialect.Draft.Title();
        if (keyword is null)
        {
            Keyword? near = dialect.HasForeignKeywords ? null : Nearest(view.Text(name), dialect);
            return near is null ? null
                : $"{view.Text(name)} checks nothing: {draft} has no such keyword, the nearest is {near}";
        }

        if (dialect.Has(keyword))
        {
            return $"{keyword} checks nothing here: in {draft} a $ref silences what stands beside it; put the $ref "
                + "in an allOf";
        }

        // A vocabulary that was left out was left out on purpose.
        bool isLeftOut = (keyword.Drafts & dialect.Draft.AsSet()) != 0;
        bool isIdentifier = keyword == Keywords.OldId && view.Tokens[name + 1].Kind != TokenKind.String;
        if (isLeftOut || isIdentifier || OtherDrafts.Advice(keyword, dialect.Draft) is not { } advice)
            return null;
        return $"{keyword} checks nothing in {draft}: {advice}";
    }

    private Keyword? Nearest(string name, Dialect dialect)
    {
        if (name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            return null;
        if (_nearest.TryGetValue((name, dialect.Draft), out Keyword? nearest))
            return nearest;
        nearest = NearKeyword.Find(name, dialect);
        _nearest.Add((name, dialect.Draft), nearest);
        return nearest;
    }
}
