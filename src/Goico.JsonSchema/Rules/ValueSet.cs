using System.Text;
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
    private readonly byte[][]? _texts;

    // Not when a value was nested too deeply for the stack on which the schema was compiled.
    private readonly bool _isComparable;
    private readonly string _demand;

    /// <summary>Over the schema itself and the indices of the values in it.</summary>
    public ValueSet(SchemaNode node, string keyword, ScannedDocument source, IReadOnlyList<int> values)
    {
        _node = node;
        _keyword = keyword;
        _source = source;
        Scratch scratch = Scratch.Rent();
        long steps = long.MaxValue;
        _byHash = values
            .GroupBy(value => JsonEquality.Hash(source.View, value, scratch, ref steps))
            .ToDictionary(group => group.Key, group => group.ToArray());
        scratch.Return();
        _isComparable = steps >= 0;
        // A few strings are found sooner by comparing them all than by a hash of what is looked for.
        if (values.Count <= MostNamed && values.All(value => source.View.Tokens[value].Kind == TokenKind.String))
        {
            Strings = [.. values.Select(value => source.View.Text(value))];
            _texts = [.. Strings.Select(Encoding.UTF8.GetBytes)];
        }

        string named = string.Join(", ", values.Take(MostNamed).Select(Named));
        string more = values.Count > MostNamed ? $" or another {values.Count - MostNamed} values" : "";
        _demand = (keyword, values.Count) switch
        {
            ("const", _) => $"must be {named}",
            (_, 0) => "must be one of no values",
            _ => $"must be one of {named}{more}",
        };
    }

    /// <summary>The values where they are a few strings, else null.</summary>
    public IReadOnlyCollection<string>? Strings { get; }

    /// <summary>The keyword: <c>enum</c> or <c>const</c>.</summary>
    public string Keyword => _keyword;

    /// <summary>The schema that holds the values.</summary>
    public ScannedDocument Source => _source;

    /// <summary>The tokens of the values in <see cref="Source"/>.</summary>
    public IEnumerable<int> Tokens => _byHash.Values.SelectMany(tokens => tokens).Order();

    public bool Check(ref Evaluation evaluation, int index)
    {
        if (_texts is not null ? HasText(ref evaluation, index) : HasValue(ref evaluation, index))
            return true;
        if (evaluation.Records)
            evaluation.Report(index, _node, _keyword, $"{_demand}, was {evaluation.Instance.Excerpt(index)}");
        return false;
    }

    private bool HasText(ref Evaluation evaluation, int index)
    {
        if (evaluation.Instance.Tokens[index].Kind is not (TokenKind.String or TokenKind.Name))
            return false;
        ReadOnlySpan<byte> text = evaluation.Text(index);
        foreach (byte[] candidate in _texts!)
        {
            if (text.SequenceEqual(candidate))
                return true;
        }

        return false;
    }

    private bool HasValue(ref Evaluation evaluation, int index)
    {
        if (!_isComparable)
        {
            evaluation.Steps = -1;
            return false;
        }

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
