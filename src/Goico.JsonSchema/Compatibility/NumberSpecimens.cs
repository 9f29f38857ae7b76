using System.Numerics;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Numbers worth trying: at and beside every bound that either schema has, and along the steps.</summary>
internal static class NumberSpecimens
{
    private const int StepsTried = 12;

    private static readonly DecimalNumber[] s_common =
        [new(0, 0), new(1, 0), new(-1, 0), new(15, -1), new(2, 0), new(-15, -1), new(100, 0), new(1, -1)];

    public static IEnumerable<string> Of(Premise premise, Kinds kind, IEnumerable<SchemaNode> nodes)
    {
        var facts = NumberFacts.Of(premise, kind);
        DecimalNumber[] marks = [.. Marks(nodes).Distinct()];
        IEnumerable<DecimalNumber> near = facts.StepSize is { } step
            ? OnSteps(step, facts, marks) : marks.SelectMany(Beside);
        return near.Concat(s_common).Select(number => number.ToString()).Distinct();
    }

    /// <summary>All numbers that the schemas mention.</summary>
    private static IEnumerable<DecimalNumber> Marks(IEnumerable<SchemaNode> nodes)
    {
        foreach (NumberRules rules in nodes.Select(node => node.Numbers).OfType<NumberRules>())
        {
            NumberLimit?[] limits =
                [rules.Minimum, rules.ExclusiveMinimum, rules.Maximum, rules.ExclusiveMaximum, rules.MultipleOf];
            foreach (NumberLimit limit in limits.OfType<NumberLimit>())
            {
                if (DecimalNumber.From(limit.Value) is { } number)
                    yield return number;
            }
        }
    }

    private static IEnumerable<DecimalNumber> Beside(DecimalNumber mark)
    {
        var half = new DecimalNumber(5, Math.Min(mark.Exponent, 0) - 1);
        var one = new DecimalNumber(1, 0);
        return [mark, mark + one, mark - one, mark + half, mark - half];
    }

    private static IEnumerable<DecimalNumber> OnSteps(DecimalNumber step, NumberFacts facts, DecimalNumber[] marks)
    {
        IEnumerable<DecimalNumber> starts = marks.Select(mark => Floor(mark, step));
        if (facts.Greatest is { } greatest)
            starts = starts.Prepend(greatest);
        foreach (DecimalNumber start in starts)
        {
            for (int i = -2; i <= 2; i++)
                yield return start + new DecimalNumber(step.Units * i, step.Exponent);
        }

        DecimalNumber at = facts.Least ?? new DecimalNumber(0, 0);
        for (int i = 0; i < StepsTried; i++, at += step)
            yield return at;
    }

    private static DecimalNumber Floor(DecimalNumber number, DecimalNumber step)
    {
        int exponent = Math.Min(number.Exponent, step.Exponent);
        BigInteger steps = BigInteger.Divide(number.At(exponent), step.At(exponent));
        return new DecimalNumber(steps * step.Units, step.Exponent);
    }
}
