using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>The values of <c>enum</c>, or the one of <c>const</c>, found by hash.</summary>
internal sealed class ValueSet
{
    private const int MostNamed = 8;

    private readonly SchemaNode _node;
    private readonly string _keyword;
    private readonly ScannedDocument _source;
    private readonly Dictionary<int, int[]> _byHash;
    private readonly string _demand;

    /// <summary>Over the schema itself and the indices of the values in it.</summary>
    public ValueSet(SchemaNode node, string keyword, ScannedDocument source, IReadOnlyList<int> values)
    {
        _node = node;
        _keyword = keyword;
        _source = source;
        var scratch = new Scratch();
        long steps = long.MaxValue;
        _byHash = values
            .GroupBy(value => JsonEquality.Hash(source.View, value, scratch, ref steps))
            .ToDictionary(group => group.Key, group => group.ToArray());
        string named = string.Join(", ", values.Take(MostNamed).Select(Named));
        string more = values.Count > MostNamed ? $" or another {values.Count - MostNamed} values" : "";
        _demand = (keyword, values.Count) switch
        {
            ("const", _) => $"must be {named}",
            (_, 0) => "must be one of no values",
            _ => $"must be one of {named}{more}",
        };
    }

    /// <summary>The keyword: <c>enum</c> or <c>const</c>.</summary>
    public string Keyword => _keyword;

    /// <summary>The schema that holds the values.</summary>
    public ScannedDocument Source => _source;

    /// <summary>The tokens of the values in <see cref="Source"/>.</summary>
    public IEnumerable<int> Tokens => _byHash.Values.SelectMany(tokens => tokens).Order();

    public bool Check(ref Evaluation evaluation, int index)
    {
        int hash = JsonEquality.Hash(evaluation.Instance, index, evaluation.Scratch, ref evaluation.Steps);
        if (_byHash.TryGetValue(hash, out int[]? candidates))
        {
            JsonView schema = _source.View;
            foreach (int candidate in candidates)
            {
                if (JsonEquality.Same(schema, candidate, evaluation.Instance, index, ref evaluation.Steps))
                    return true;
            }
        }

        if (evaluation.Records)
            evaluation.Report(index, _node, _keyword, $"{_demand}, was {evaluation.Instance.Excerpt(index)}");
        return false;
    }

    private string Named(int value)
    {
        JsonView view = _source.View;
        if (!view.Tokens[value].IsContainer)
            return view.Excerpt(value);
        return view.Tokens[value].Length == 0
            ? (view.Tokens[value].Kind == TokenKind.Array ? "[]" : "{}")
            : $"{view.Excerpt(value)} given in the schema";
    }
}
