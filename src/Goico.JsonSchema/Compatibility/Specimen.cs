using System.Text;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>One JSON value: a whole document of its own, or a value that a schema lists.</summary>
internal sealed class Specimen
{
    private const int MostNamed = 5;
    private const int LongestName = 60;

    private readonly ScannedDocument _document;
    private readonly int _token;
    private string? _json;

    private Specimen(ScannedDocument document, int token)
    {
        _document = document;
        _token = token;
        JsonView view = document.View;
        Kind = KindsExtensions.Of(view, token);
    }

    /// <summary>A value of <c>enum</c> or <c>const</c>.</summary>
    public static Specimen Of(ValueSet values, int token) => new(values.Source, token);

    /// <summary>A value given as text; null when it is none, or nested deeper than any document may be.</summary>
    public static Specimen? Of(string json)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        var scanner = new JsonScanner(utf8, new Scratch(), SchemaOptions.DeepestAllowed, allowDuplicateNames: true);
        if (!scanner.Scan())
            return null;
        return new Specimen(new ScannedDocument(utf8, scanner.Tokens.ToArray()), 0) { _json = json };
    }

    /// <summary>Some values in words: "the values 1, 2 and 3 others".</summary>
    public static string Name(IReadOnlyList<Specimen> values)
    {
        string named = string.Join(", ", values.Take(MostNamed).Select(value => Shorten(value.Json)));
        string more = values.Count > MostNamed ? $" and {values.Count - MostNamed} others" : "";
        return values.Count == 1 ? $"the value {named}" : $"the values {named}{more}";
    }

    public Kinds Kind { get; }

    /// <summary>The value as JSON text.</summary>
    public string Json => _json ??= JsonWriting.Text(_document.View, _token);

    /// <summary>The text of a string; null for other values.</summary>
    public string? Text
    {
        get
        {
            JsonView view = _document.View;
            return view.Tokens[_token].Kind == TokenKind.String ? view.Text(_token) : null;
        }
    }

    public bool Has(string property) => _document.View.Find(_token, Encoding.UTF8.GetBytes(property)) >= 0;

    /// <summary>Checks the value against a schema; null when the steps run out.</summary>
    public bool? Meets(SchemaNode node, ref long steps)
    {
        Scratch scratch = Scratch.Rent();
        try
        {
            // The outermost resource is that of the root: it decides where a $dynamicRef leads.
            scratch.PushScope(SchemaGraph.OutermostResource);
            var evaluation = new Evaluation(_document.View, scratch, steps, tracksScope: true);
            bool meets = evaluation.Meets(node, _token);
            steps = evaluation.Steps;
            return evaluation.GaveUp ? null : meets;
        }
        finally
        {
            scratch.Return();
        }
    }

    public override string ToString() => Json;

    private static string Shorten(string json) =>
        json.Length <= LongestName ? json : string.Concat(json.AsSpan(0, LongestName), "…");
}
