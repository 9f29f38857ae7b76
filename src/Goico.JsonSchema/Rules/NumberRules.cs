using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>A number that a schema states, with its spelling for messages.</summary>
internal sealed record NumberLimit(ExactNumber Value, string Written);

/// <summary>The keywords about numbers, all exact.</summary>
internal sealed class NumberRules(SchemaNode node)
{
    // The integers that certainly pass; what is outside is decided exactly.
    private long _from = long.MinValue;
    private long _to = long.MaxValue;
    private long _divisor = 1;

    public NumberLimit? Minimum { get; set; }

    public NumberLimit? ExclusiveMinimum { get; set; }

    public NumberLimit? Maximum { get; set; }

    public NumberLimit? ExclusiveMaximum { get; set; }

    public NumberLimit? MultipleOf { get; set; }

    /// <summary>Derives the fast path, once all keywords are read.</summary>
    public void Seal()
    {
        _from = Math.Max(LeastInteger(Minimum, inclusive: true), LeastInteger(ExclusiveMinimum, inclusive: false));
        _to = Math.Min(GreatestInteger(Maximum, inclusive: true), GreatestInteger(ExclusiveMaximum, inclusive: false));
        if (MultipleOf is null)
            return;
        if (MultipleOf.Value.TryInt64(out long divisor))
            _divisor = divisor;
        else
            _to = long.MinValue;
    }

    public bool Check(ref Evaluation evaluation, int index)
    {
        ReadOnlySpan<byte> raw = evaluation.Instance.Raw(index);
        if (evaluation.Instance.Tokens[index].PlainInteger)
        {
            long value = PlainNumber.Integer(raw);
            if (value >= _from && value <= _to && (_divisor == 1 || value % _divisor == 0))
                return true;
        }
        else if (MultipleOf is null && PlainNumber.TryBracket(raw, out long below) && below >= _from && below < _to)
        {
            // Between two integers that both pass.
            return true;
        }

        return CheckExactly(ref evaluation, index, ExactNumber.Parse(raw));
    }

    private bool CheckExactly(ref Evaluation evaluation, int index, in ExactNumber number)
    {
        bool meets = Order(ref evaluation, index, number, Minimum, "minimum", ">=", static order => order >= 0);
        meets &= Order(ref evaluation, index, number, ExclusiveMinimum, "exclusiveMinimum", ">", static o => o > 0);
        meets &= Order(ref evaluation, index, number, Maximum, "maximum", "<=", static order => order <= 0);
        meets &= Order(ref evaluation, index, number, ExclusiveMaximum, "exclusiveMaximum", "<", static o => o < 0);
        if (MultipleOf is null || number.IsMultipleOf(MultipleOf.Value))
            return meets;
        if (evaluation.Records)
        {
            string was = evaluation.Instance.Excerpt(index);
            evaluation.Report(index, node, "multipleOf", $"must be a multiple of {MultipleOf.Written}, was {was}");
        }

        return false;
    }

    private bool Order(ref Evaluation evaluation, int index, in ExactNumber number, NumberLimit? limit, string keyword,
        string sign, Func<int, bool> holds)
    {
        if (limit is null || holds(ExactNumber.Compare(number, limit.Value)))
            return true;
        if (evaluation.Records)
        {
            string was = evaluation.Instance.Excerpt(index);
            evaluation.Report(index, node, keyword, $"must be {sign} {limit.Written}, was {was}");
        }

        return false;
    }

    /// <summary>
    /// The least integer that a lower limit lets pass; where that can't be said, the greatest there is.
    /// </summary>
    private static long LeastInteger(NumberLimit? limit, bool inclusive)
    {
        if (limit is null)
            return long.MinValue;
        if (!limit.Value.TryFloor(out long floor) || floor == long.MaxValue)
            return long.MaxValue;
        return inclusive && limit.Value.IsInteger ? floor : floor + 1;
    }

    /// <summary>
    /// The greatest integer that an upper limit lets pass; where that can't be said, the least there is.
    /// </summary>
    private static long GreatestInteger(NumberLimit? limit, bool inclusive)
    {
        if (limit is null)
            return long.MaxValue;
        if (!limit.Value.TryFloor(out long floor) || floor == long.MinValue)
            return long.MinValue;
        return inclusive || !limit.Value.IsInteger ? floor : floor - 1;
    }
}
