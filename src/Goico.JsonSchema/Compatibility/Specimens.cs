using System.Runtime.CompilerServices;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Makes values that fit a premise, by trying: the keywords say which values are worth it, and each is checked. It
/// stops when its tries run out.
/// </summary>
internal sealed class Specimens
{
    private const int MostCases = 32;
    private const int MostDivisions = 256;
    private const int DeepestValue = 40;

    private readonly Prover _prover;
    private readonly ObjectSpecimens _objects;
    private readonly ArraySpecimens _arrays;
    private readonly Dictionary<Premise, string> _ones = [];
    private readonly HashSet<Premise> _open = [];
    private long _left;
    private long _tries;

    public Specimens(Prover prover, long tries)
    {
        _prover = prover;
        _left = tries;
        _objects = new ObjectSpecimens(prover, this);
        _arrays = new ArraySpecimens(prover, this);
    }

    /// <summary>Whether anything more can be tried.</summary>
    public bool CanTry => _tries > 0;

    /// <summary>Begins a search, which may take no more than a part of the tries that are left.</summary>
    public void Begin(int parts)
    {
        _left += Math.Max(_tries, 0);
        _tries = (_left + parts - 1) / parts;
        _left -= _tries;
    }

    /// <summary>One value that fits, as JSON text; null when none is found.</summary>
    public string? One(Premise premise)
    {
        if (_ones.TryGetValue(premise, out string? one))
            return one;
        // A recursive schema has to end somewhere: the same again within itself is no way to begin.
        if (_open.Count >= DeepestValue || !_open.Add(premise) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return null;
        one = Many(premise, Hints.None).FirstOrDefault();
        _open.Remove(premise);
        if (one is not null)
            _ones.Add(premise, one);
        return one;
    }

    /// <summary>Values that fit, as different as the hints make them, simple ones first.</summary>
    public IEnumerable<string> Many(Premise premise, Hints hints)
    {
        foreach (Premise one in Divide(premise))
        {
            foreach (string json in Raw(one, hints))
            {
                if (Fits(json, premise))
                    yield return json;
                else if (_tries < 0)
                    yield break;
            }
        }
    }

    /// <summary>Values of a container that fit, with a given value in them.</summary>
    public IEnumerable<string> Around(Trail trail, string json)
    {
        foreach (Premise one in Divide(trail.Container))
        {
            IEnumerable<string> around = trail.Step switch
            {
                Step.OfItem item => _arrays.With(one, item.Position, json),
                Step.OfLaterItem item => _arrays.With(one, item.From, json),
                Step.OfProperty property => _objects.With(one, property.PropertyName, json),
                Step.OfOther other => _objects.WithOther(one, other, json),
                _ => Specimen.Of(json)?.Text is { } name ? _objects.With(one, name, null) : [],
            };
            foreach (string container in around)
            {
                if (Fits(container, trail.Container))
                    yield return container;
                else if (_tries < 0)
                    yield break;
            }
        }
    }

    private bool Fits(string json, Premise premise) =>
        --_tries >= 0 && Specimen.Of(json) is { } value && _prover.Finite.Fits(value, premise) == true;

    private IEnumerable<string> Raw(Premise premise, Hints hints)
    {
        if (_prover.Finite.Values(premise) is { } values)
            return values.Select(value => value.Json);
        // What a value must not match says as much about what to try.
        hints = hints.With(premise.Unmet);
        IEnumerable<SchemaNode> nodes = premise.Met.Concat(hints.Nodes);
        return premise.Kinds switch
        {
            Kinds.Integer or Kinds.Fraction => NumberSpecimens.Of(premise, premise.Kinds, nodes),
            Kinds.String => TextSpecimens.Of(premise, nodes, _prover.Texts),
            Kinds.Object => _objects.Of(premise, hints),
            Kinds.Array => _arrays.Of(premise, hints),
            _ => [],
        };
    }

    /// <summary>
    /// The cases of a premise that can't be divided further; those that are certainly empty left out.
    /// </summary>
    private IEnumerable<Premise> Divide(Premise premise)
    {
        var open = new Stack<Premise>([premise]);
        int divisions = 0;
        for (int i = 0; i < MostCases && CanTry && open.TryPop(out Premise? one);)
        {
            if (++divisions > MostDivisions || _prover.IsEmpty(one))
                continue;
            if (_prover.Finite.Values(one) is null && Cases.Of(_prover.Premises, one, one.Kinds) is { } cases)
            {
                foreach (Premise part in cases.Reverse())
                    open.Push(part);
                continue;
            }

            i++;
            yield return one;
        }
    }
}
