using System.Numerics;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>A bound that the old schema sets, or the new.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsExclusive">Whether the number itself is out.</param>
/// <param name="Written">The number as written.</param>
internal sealed record NumberBound(ExactNumber Value, bool IsExclusive, string Written);

/// <summary>
/// What a premise says of integers, or of numbers with a fraction: which are the least and the greatest, and in which
/// steps they come.
/// </summary>
internal sealed class NumberFacts
{
    private const int LongestStep = 2000;
    private static readonly ExactNumber s_one = ExactNumber.Parse("1"u8);

    private readonly Kinds _kind;
    private readonly List<ExactNumber> _divisors = [];

    // In units of a power of ten that all numbers of the premise are multiples of; no step when there is none, or when
    // the numbers are too unwieldy to calculate with.
    private readonly int _scale;
    private readonly BigInteger? _step;
    private readonly BigInteger? _least;
    private readonly BigInteger? _greatest;

    private NumberFacts(IEnumerable<NumberRules> rules, Kinds kind)
    {
        _kind = kind;
        foreach (NumberRules rule in rules)
        {
            Lower = Tighter(Lower, Lowest(rule), 1);
            Upper = Tighter(Upper, Highest(rule), -1);
            if (rule.MultipleOf is { } divisor)
                _divisors.Add(divisor.Value);
        }

        if (kind == Kinds.Integer)
            _divisors.Add(s_one);
        if (_divisors.Count == 0 || !TryScale(out _scale))
            return;
        _step = Step();
        if (_step is not { } step)
            return;
        if (Lower is not null)
            _least = First(step, DecimalNumber.From(Lower.Value)!.Value.At(_scale), Lower.IsExclusive, 1);
        if (Upper is not null)
            _greatest = First(step, DecimalNumber.From(Upper.Value)!.Value.At(_scale), Upper.IsExclusive, -1);
    }

    /// <summary>The greatest lower bound, or null.</summary>
    public NumberBound? Lower { get; }

    /// <summary>The least upper bound, or null.</summary>
    public NumberBound? Upper { get; }

    /// <summary>Whether there certainly is no such number.</summary>
    public bool IsEmpty
    {
        get
        {
            if (_kind == Kinds.Fraction && _step is { } step && IsWhole(step))
                return true;
            if (_least is { } least && _greatest is { } greatest)
                return least > greatest;
            if (Lower is null || Upper is null)
                return false;
            int order = ExactNumber.Compare(Lower.Value, Upper.Value);
            return order > 0 || (order == 0 && (IsOut(Lower) || IsOut(Upper)));
        }
    }

    /// <summary>The step from one such number to the next, for numbers that come in steps.</summary>
    public DecimalNumber? StepSize => _step is { } step ? new DecimalNumber(step, _scale) : null;

    public DecimalNumber? Least => _least is { } least ? new DecimalNumber(least, _scale) : null;

    public DecimalNumber? Greatest => _greatest is { } greatest ? new DecimalNumber(greatest, _scale) : null;

    public static NumberFacts Of(Premise premise, Kinds kind) =>
        new(premise.Met.Select(node => node.Numbers).OfType<NumberRules>(), kind);

    /// <summary>The lower bound of one schema.</summary>
    public static NumberBound? Lowest(NumberRules rules) =>
        Tighter(Bound(rules.Minimum, false), Bound(rules.ExclusiveMinimum, true), 1);

    /// <summary>The upper bound of one schema.</summary>
    public static NumberBound? Highest(NumberRules rules) =>
        Tighter(Bound(rules.Maximum, false), Bound(rules.ExclusiveMaximum, true), -1);

    /// <summary>Whether every such number is above a bound.</summary>
    public bool StaysAbove(NumberBound bound) => Stays(bound, Lower, Least, 1);

    /// <summary>Whether every such number is below a bound.</summary>
    public bool StaysBelow(NumberBound bound) => Stays(bound, Upper, Greatest, -1);

    /// <summary>Whether every such number is a multiple of another.</summary>
    public bool IsMultipleOf(in ExactNumber divisor)
    {
        foreach (ExactNumber ours in _divisors)
        {
            if (ours.IsMultipleOf(divisor))
                return true;
        }

        if (StepSize is not { } step || DecimalNumber.From(divisor) is not { } other)
            return false;
        int exponent = Math.Min(step.Exponent, other.Exponent);
        return (step.At(exponent) % other.At(exponent)).IsZero;
    }

    /// <summary>All such numbers, when they are no more than a few; else null.</summary>
    public IReadOnlyList<DecimalNumber>? All(int most)
    {
        if (_step is not { } step)
        {
            bool isOne = Lower is not null && Upper is not null && !IsEmpty
                && ExactNumber.Compare(Lower.Value, Upper.Value) == 0;
            return isOne && DecimalNumber.From(Lower!.Value) is { } only ? [only] : null;
        }

        if (_least is not { } least || _greatest is not { } greatest || (greatest - least) / step >= most)
            return null;
        var all = new List<DecimalNumber>();
        for (BigInteger at = least; at <= greatest; at += step)
        {
            if (_kind == Kinds.Integer || !IsWhole(at))
                all.Add(new DecimalNumber(at, _scale));
        }

        return all;
    }

    private static NumberBound? Bound(NumberLimit? limit, bool isExclusive) =>
        limit is null ? null : new NumberBound(limit.Value, isExclusive, limit.Written);

    private static NumberBound? Tighter(NumberBound? one, NumberBound? other, int sign)
    {
        if (one is null || other is null)
            return one ?? other;
        int order = ExactNumber.Compare(one.Value, other.Value) * sign;
        bool keep = order > 0 || (order == 0 && (one.IsExclusive || !other.IsExclusive));
        return keep ? one : other;
    }

    /// <summary>Whether a bound itself is no such number.</summary>
    private bool IsOut(NumberBound bound) =>
        bound.IsExclusive || (_kind == Kinds.Fraction) == bound.Value.IsInteger;

    private bool Stays(NumberBound bound, NumberBound? ours, DecimalNumber? last, int sign)
    {
        if (last is { } number && DecimalNumber.From(bound.Value) is { } limit)
        {
            int distance = DecimalNumber.Compare(number, limit) * sign;
            return distance > 0 || (distance == 0 && !bound.IsExclusive);
        }

        if (ours is null)
            return false;
        int order = ExactNumber.Compare(ours.Value, bound.Value) * sign;
        return order > 0 || (order == 0 && (IsOut(ours) || !bound.IsExclusive));
    }

    private bool TryScale(out int scale)
    {
        scale = 0;
        foreach (ExactNumber number in Numbers())
        {
            if (DecimalNumber.From(number) is null)
                return false;
            scale = (int)Math.Min(scale, number.Exponent);
        }

        return true;
    }

    private IEnumerable<ExactNumber> Numbers()
    {
        IEnumerable<ExactNumber> bounds = new[] { Lower, Upper }.OfType<NumberBound>().Select(bound => bound.Value);
        return _divisors.Concat(bounds);
    }

    /// <summary>The least common multiple of all divisors; null when it grows out of hand.</summary>
    private BigInteger? Step()
    {
        BigInteger step = BigInteger.One;
        bool first = true;
        foreach (ExactNumber divisor in _divisors)
        {
            BigInteger units = DecimalNumber.From(divisor)!.Value.At(_scale);
            step = first ? units : step / BigInteger.GreatestCommonDivisor(step, units) * units;
            first = false;
            if (step.GetBitLength() > LongestStep * 4)
                return null;
        }

        return step;
    }

    /// <summary>The first multiple of the step from a bound on, upwards (sign 1) or downwards (-1).</summary>
    private BigInteger First(BigInteger step, BigInteger bound, bool isExclusive, int sign)
    {
        BigInteger steps = BigInteger.Divide(bound, step);
        BigInteger at = steps * step;
        while (at.CompareTo(bound) * sign < 0 || (isExclusive && at == bound))
            at += step * sign;
        // Where the rounding of the division went past the multiple that is nearest to the bound.
        while ((at - (step * sign)).CompareTo(bound) * sign > 0 || (!isExclusive && at - (step * sign) == bound))
            at -= step * sign;
        if (_kind == Kinds.Fraction && IsWhole(at) && !IsWhole(step))
            at += step * sign;
        return at;
    }

    private bool IsWhole(BigInteger units) => _scale >= 0 || (units % BigInteger.Pow(10, -_scale)).IsZero;
}
