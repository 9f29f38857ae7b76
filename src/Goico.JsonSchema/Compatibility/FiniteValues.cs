using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// The values that fit a premise, where they can be listed: those of <c>enum</c> and <c>const</c>, null, true and
/// false, a few integers. About them every question is answered exactly, by checking each.
/// </summary>
internal sealed class FiniteValues(Premises premises, long steps)
{
    private const int MostNumbers = 64;

    private readonly Dictionary<Premise, IReadOnlyList<Specimen>?> _values = [];
    private long _steps = steps;

    /// <summary>All values that fit, or null when they can't be listed.</summary>
    public IReadOnlyList<Specimen>? Values(Premise premise)
    {
        if (_values.TryGetValue(premise, out IReadOnlyList<Specimen>? values))
            return values;
        values = Candidates(premise)?.Where(value => Fits(value, premise) != false).ToArray();
        _values.Add(premise, values);
        return values;
    }

    /// <summary>Whether a value fits a premise; null when checking it takes too many steps.</summary>
    public bool? Fits(Specimen value, Premise premise)
    {
        if ((value.Kind & premise.Kinds) == 0)
            return false;
        if (!premise.Present.All(value.Has) || premise.Absent.Any(value.Has))
            return false;
        bool? fits = true;
        foreach (SchemaNode node in premise.Met)
        {
            if (Meets(value, node) is not { } meets)
                fits = null;
            else if (!meets)
                return false;
        }

        foreach (SchemaNode node in premise.Unmet)
        {
            if (Meets(value, node) is not { } meets)
                fits = null;
            else if (meets)
                return false;
        }

        return fits;
    }

    /// <summary>Whether a value meets a schema; null when checking it takes too many steps.</summary>
    public bool? Meets(Specimen value, SchemaNode node) => _steps < 0 ? null : value.Meets(node, ref _steps);

    private IEnumerable<Specimen>? Candidates(Premise premise)
    {
        ValueSet? listed = premise.Met.SelectMany(node => node.Values).MinBy(set => set.Tokens.Count());
        if (listed is not null)
            return listed.Tokens.Select(token => Specimen.Of(listed, token));
        var all = new List<Specimen>();
        foreach (Kinds kind in premise.Kinds.Each())
        {
            if (OfKind(premises.Narrow(premise, kind), kind) is not { } some)
                return null;
            all.AddRange(some.Select(Specimen.Of).OfType<Specimen>());
        }

        return all;
    }

    /// <summary>A list of values that holds all that fit; or null.</summary>
    private static IEnumerable<string>? OfKind(Premise premise, Kinds kind)
    {
        switch (kind)
        {
            case Kinds.Null:
                return ["null"];
            case Kinds.Boolean:
                return ["true", "false"];
            case Kinds.Integer or Kinds.Fraction:
                var numbers = NumberFacts.Of(premise, kind);
                return numbers.IsEmpty ? [] : numbers.All(MostNumbers)?.Select(number => number.ToString());
            case Kinds.String:
                return TextFacts.Of(premise) is { MaxLength: 0 } ? ["\"\""] : null;
            case Kinds.Object:
                return premise.Met.Any(node => node.Objects is { MaxProperties: 0 }) ? ["{}"] : null;
            default:
                return premise.Met.Any(node => node.Arrays is { MaxItems: 0 }) ? ["[]"] : null;
        }
    }
}
