using System.Text;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>
/// A schema object whose keywords are being read. Each reader says what kind of value a keyword takes, and reports a
/// value of another kind with its location.
/// </summary>
internal sealed class KeywordSite(SchemaCompiler compiler, Subschema subschema, SchemaNode node)
{
    public SchemaNode Node => node;

    public SchemaResource Resource => subschema.Resource;

    public SchemaDraft Draft => Resource.Draft;

    public bool IsBefore2019 => Draft.IsBefore2019();

    public bool IsBefore2020 => Draft.IsBefore2020();

    public SchemaCompiler Compiler => compiler;

    /// <summary>The applicators read so far, in the order they are to be applied.</summary>
    public List<Applicator> Applicators { get; } = [];

    /// <summary>The target of <c>$ref</c>, once read.</summary>
    public SchemaNode? Reference { get; set; }

    public JsonView View => compiler.Source.View;

    public int Find(string keyword) => View.Find(subschema.Token, Encoding.UTF8.GetBytes(keyword));

    public TokenKind Kind(int token) => View.Tokens[token].Kind;

    public void Problem(int token, string message) => compiler.Problems.Add(token, message);

    /// <summary>A count: an integer that is not negative; counts beyond all documents are all the same.</summary>
    public int? Count(string keyword)
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

    public NumberLimit? Number(string keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) == TokenKind.Number)
            return new NumberLimit(ExactNumber.Parse(View.Raw(token)), View.Excerpt(token));
        Problem(token, $"{keyword} must be a number, was {View.Excerpt(token)}");
        return null;
    }

    public string? Text(string keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) == TokenKind.String)
            return View.Text(token);
        Problem(token, $"{keyword} must be a string, was {View.Excerpt(token)}");
        return null;
    }

    public bool? Boolean(string keyword)
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
    public SchemaNode? Schema(string keyword)
    {
        int token = Find(keyword);
        return token < 0 ? null : compiler.NodeAt(token);
    }

    /// <summary>A list of schemas.</summary>
    public SchemaNode[]? Schemas(string keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return null;
        if (Kind(token) != TokenKind.Array || View.Tokens[token].Length == 0)
        {
            Problem(token, $"{keyword} must be an array of at least one schema, was {View.Excerpt(token)}");
            return null;
        }

        return [.. Elements(token).Select(compiler.NodeAt).OfType<SchemaNode>()];
    }

    /// <summary>The names and value tokens of a keyword that takes an object.</summary>
    public IReadOnlyList<(string Name, int Value)> Members(string keyword)
    {
        int token = Find(keyword);
        if (token < 0)
            return [];
        if (Kind(token) != TokenKind.Object)
        {
            Problem(token, $"{keyword} must be an object, was {View.Excerpt(token)}");
            return [];
        }

        var members = new List<(string, int)>();
        JsonView view = View;
        for (int name = token + 1; name < view.Tokens[token].Next; name = view.Tokens[name + 1].Next)
            members.Add((view.Text(name), name + 1));
        return members;
    }

    /// <summary>A list of different property names.</summary>
    public IReadOnlyList<string> Names(int token, string keyword)
    {
        if (Kind(token) != TokenKind.Array)
        {
            Problem(token, $"{keyword} must be an array of property names, was {View.Excerpt(token)}");
            return [];
        }

        var names = new List<string>();
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
        var elements = new List<int>();
        JsonView view = View;
        for (int at = array + 1; at < view.Tokens[array].Next; at = view.Tokens[at].Next)
            elements.Add(at);
        return elements;
    }
}
