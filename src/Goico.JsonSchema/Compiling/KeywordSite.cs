using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// A schema object whose keywords are being read. Each reader says what kind of value a keyword takes, and reports a
/// value of another kind with its location. A keyword that the schema's dialect does not define is not there.
/// </summary>
internal sealed class KeywordSite
{
    private readonly int[] _values;

    /// <param name="compiler">Who reads.</param>
    /// <param name="schema">What is read.</param>
    /// <param name="values">Room for the value token of every keyword, in use until the next site.</param>
    public KeywordSite(SchemaCompiler compiler, Subschema schema, int[] values)
    {
        Compiler = compiler;
        Schema = schema;
        _values = values;
        _values.AsSpan().Fill(-1);
        JsonView view = View;
        for (int name = schema.Token + 1; name < view.Tokens[schema.Token].Next; name = view.Tokens[name + 1].Next)
        {
            if (Keywords.Find(view, name) is not { } keyword || !Dialect.Has(keyword))
                continue;
            _values[keyword.Index] = name + 1;
            IsEmpty = false;
        }
    }

    /// <summary>Whether there is not a single keyword.</summary>
    public bool IsEmpty { get; } = true;

    public Subschema Schema { get; }

    public SchemaNode Node => Schema.Node;

    public Dialect Dialect => Schema.Resource.Dialect;

    public SchemaDraft Draft => Dialect.Draft;

    public bool IsBefore2020 => Draft.IsBefore2020();

    public SchemaCompiler Compiler { get; }

    public ScannedDocument Source => Schema.Document.Source;

    /// <summary>The applicators read so far, in the order they are to be applied.</summary>
    public List<Applicator> Applicators { get; } = [];

    public JsonView View => Source.View;

    /// <summary>The token of a keyword's value; -1 without the keyword.</summary>
    public int Find(Keyword keyword) => _values[keyword.Index];

    /// <summary>Whether there is any of some keywords.</summary>
    public bool HasAny(Keyword[] keywords)
    {
        foreach (Keyword keyword in keywords)
        {
            if (Find(keyword) >= 0)
                return true;
        }

        return false;
    }

    public TokenKind Kind(int token) => View.Tokens[token].Kind;

    public void Problem(int token, string message) => Compiler.Problems.Add(Schema.Document, token, message);

    /// <summary>The node of the schema at a token, or null when there is no schema.</summary>
    public SchemaNode? NodeAt(int token) => Schema.Document.At(token)?.Node;

    /// <summary>A count: an integer that is not negative; counts beyond all documents are all the same.</summary>
    public int? Count(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) == TokenKind.Number)
        {
            ExactNumber number = ExactNumber.Parse(View.Raw(token));
            if (number.IsInteger && !number.IsNegative)
                return number.TryInt64(out long value) ? (int)Math.Min(value, int.MaxValue) : int.MaxValue;
        }

        Problem(token, $"{keyword} must be an integer >= 0, was {View.Excerpt(token)}");
        return null;
    }

    public NumberLimit? Number(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) == TokenKind.Number)
            return new NumberLimit(ExactNumber.Parse(View.Raw(token)), View.Excerpt(token));
        Problem(token, $"{keyword} must be a number, was {View.Excerpt(token)}");
        return null;
    }

    public string? Text(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) == TokenKind.String)
            return View.Text(token);
        Problem(token, $"{keyword} must be a string, was {View.Excerpt(token)}");
        return null;
    }

    public bool? Boolean(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) is TokenKind.True or TokenKind.False)
            return Kind(token) == TokenKind.True;
        Problem(token, $"{keyword} must be true or false, was {View.Excerpt(token)}");
        return null;
    }

    /// <summary>One schema; that it is none has been reported by the index.</summary>
    public SchemaNode? One(Keyword keyword)
    {
        int token = Find(keyword);
        return token < 0 ? null : NodeAt(token);
    }

    /// <summary>A list of schemas.</summary>
    public SchemaNode[]? Schemas(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) != TokenKind.Array || View.Tokens[token].Length == 0)
        {
            Problem(token, $"{keyword} must be an array of at least one schema, was {View.Excerpt(token)}");
            return null;
        }

        return [.. Elements(token).Select(NodeAt).OfType<SchemaNode>()];
    }

    /// <summary>The names and value tokens of a keyword that takes an object.</summary>
    public IReadOnlyList<(string Name, int Value)> Members(Keyword keyword)
    {
        int token = ObjectAt(keyword);
        if (token < 0)
            return [];
        var members = new List<(string, int)>(View.Tokens[token].Length);
        JsonView view = View;
        for (int name = token + 1; name < view.Tokens[token].Next; name = view.Tokens[name + 1].Next)
            members.Add((view.Text(name), name + 1));
        return members;
    }

    /// <summary>The token of a keyword that takes an object; -1 without it or, reported, for another kind.</summary>
    public int ObjectAt(Keyword keyword)
    {
        int token = Find(keyword);
        if (token < 0 || Kind(token) == TokenKind.Object)
            return token;
        Problem(token, $"{keyword} must be an object, was {View.Excerpt(token)}");
        return -1;
    }

    /// <summary>A list of different property names.</summary>
    public IReadOnlyList<string> Names(int token, Keyword keyword)
    {
        // Draft 4 has no use for an empty list.
        bool isEmpty = Kind(token) == TokenKind.Array && View.Tokens[token].Length == 0;
        if (Kind(token) != TokenKind.Array || (isEmpty && Draft == SchemaDraft.Draft4))
        {
            string least = Draft == SchemaDraft.Draft4 ? "at least one property name" : "property names";
            Problem(token, $"{keyword} must be an array of {least}, was {View.Excerpt(token)}");
            return [];
        }

        var names = new List<string>(View.Tokens[token].Length);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (int element in Elements(token))
        {
            if (Kind(element) != TokenKind.String)
                Problem(element, $"{keyword} must list property names, was {View.Excerpt(element)}");
            else if (seen.Add(View.Text(element)))
                names.Add(View.Text(element));
            else
                Problem(element, $"{keyword} lists {View.Excerpt(element)} twice");
        }

        return names;
    }

    public IReadOnlyList<int> Elements(int array)
    {
        JsonView view = View;
        var elements = new List<int>(view.Tokens[array].Length);
        for (int at = array + 1; at < view.Tokens[array].Next; at = view.Tokens[at].Next)
            elements.Add(at);
        return elements;
    }
}
