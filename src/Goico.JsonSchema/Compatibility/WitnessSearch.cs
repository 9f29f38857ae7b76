using System.Text;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// Looks for documents that show a doubt to be a break. Whether one does is decided by validating it against both
/// schemas, by nothing else.
/// </summary>
internal sealed class WitnessSearch(Prover prover, Specimens specimens, JsonSchema before, JsonSchema after)
{
    private const int MostValues = 48;
    private const int MostAround = 4;
    private const int MostDocuments = 256;
    private const int DeepestAlternatives = 2;

    // No search may take more than this part of the tries: others are to come.
    private const int SearchesAtLeast = 6;

    /// <summary>
    /// A document that breaks, with the violations that the new schema finds in it; null when none is found.
    /// </summary>
    public Witness? Find(Doubt doubt)
    {
        specimens.Begin(SearchesAtLeast);
        var others = new List<Witness>();
        foreach (string document in Documents(doubt).Take(MostDocuments))
        {
            if (Judge(document) is not { } witness)
                continue;
            if (witness.Shows(doubt.Goal.Location, doubt.Keyword))
                return witness;
            others.Add(witness);
        }

        return others.FirstOrDefault();
    }

    /// <summary>
    /// For each value that is suspected, a document that breaks by it; left out where none is found.
    /// </summary>
    public IEnumerable<(Specimen Value, Witness Witness)> FindEach(Doubt doubt)
    {
        specimens.Begin(SearchesAtLeast);
        foreach (Specimen value in doubt.Suspects.Take(MostValues))
        {
            Witness? witness = Around(doubt.Trail, value.Json).Take(MostDocuments).Select(Judge)
                .FirstOrDefault(found => found is not null);
            if (witness is not null)
                yield return (value, witness);
        }
    }

    /// <summary>A document that breaks, without a doubt to begin with.</summary>
    public Witness? FindAny(Premise root, SchemaNode goal)
    {
        specimens.Begin(1);
        return specimens.Many(root, Hints.Of(goal)).Take(MostDocuments).Select(Judge)
            .FirstOrDefault(witness => witness is not null);
    }

    /// <summary>Whether a document breaks: null when it does not.</summary>
    public Witness? Validate(string document)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(document);
        if (!before.Validate(utf8).IsValid)
            return null;
        SchemaVerdict verdict = after.Validate(utf8);
        // That checking takes too many steps says nothing about what the schema allows.
        return verdict.IsValid || verdict.Violations[0].Keyword == "limit" ? null
            : new Witness(document, verdict.Violations);
    }

    private IEnumerable<string> Documents(Doubt doubt) => Breaking(doubt, 0)
        .SelectMany(value => Around(doubt.Trail, value));

    /// <summary>Values that fit the premise and miss the goal.</summary>
    private IEnumerable<string> Breaking(Doubt doubt, int depth)
    {
        IEnumerable<string> values = doubt.IsListed
            ? doubt.Suspects.Select(value => value.Json)
            : specimens.Many(doubt.Premise, Hints.Of(doubt.Goal, doubt.Lacking))
                .Concat(OfApplicators(doubt, depth));
        return values.Where(value =>
            Specimen.Of(value) is { } specimen && prover.Finite.Meets(specimen, doubt.Goal) == false).Take(MostValues);
    }

    /// <summary>Values that alternatives or a <c>not</c> make likely to miss the goal.</summary>
    private IEnumerable<string> OfApplicators(Doubt doubt, int depth)
    {
        foreach (Applicator applicator in doubt.Goal.Applicators.Where(a => a is Alternatives or Not))
        {
            SchemaNode[] parts = [.. applicator.Targets];
            foreach (string value in Overlaps(doubt.Premise, applicator, parts))
                yield return value;
            if (depth == DeepestAlternatives || applicator is Not)
                continue;
            foreach (string value in parts.SelectMany(part => Missing(doubt, part, depth + 1)))
                yield return value;
        }
    }

    /// <summary>Values that match what <c>not</c> refuses, or two alternatives of which there may be one.</summary>
    private IEnumerable<string> Overlaps(Premise premise, Applicator applicator, SchemaNode[] parts)
    {
        if (applicator is Not)
            return specimens.Many(prover.Premises.Meeting(premise, parts[0]), Hints.None).Take(MostAround);
        if (applicator is not Alternatives { ExactlyOne: true })
            return [];
        return parts.SelectMany((one, i) => parts.Skip(i + 1).Take(MostAround * 2).SelectMany(other =>
            specimens.Many(prover.Premises.Meeting(prover.Premises.Meeting(premise, one), other), Hints.None)
                .Take(MostAround)));
    }

    /// <summary>Values that miss one alternative, by the doubts about that alone.</summary>
    private IEnumerable<string> Missing(Doubt doubt, SchemaNode part, int depth)
    {
        const int mostDoubts = 8;
        var report = new Report(prover.Graph, doubt.Old, mostDoubts);
        prover.Explain(doubt.Premise, part, report);
        return report.Doubts.SelectMany(inner => Breaking(inner, depth).Take(MostAround)
            .SelectMany(value => Around(inner.Trail, value)));
    }

    private IEnumerable<string> Around(Trail? trail, string json)
    {
        // A document that is nested deeper fits neither schema.
        if (trail?.Length > before.Options.MaxDepth)
            return [];
        return trail is null ? [json] : Outwards(trail, json);
    }

    private IEnumerable<string> Outwards(Trail trail, string json) =>
        specimens.Around(trail, json).Take(MostAround).SelectMany(outer => Around(trail.Outer, outer));

    /// <summary>The same, with a first look that takes no more steps than we have: a validation has its own.</summary>
    private Witness? Judge(string document) => Specimen.Of(document) is { } value
        && prover.Finite.Meets(value, before.Root) == true && prover.Finite.Meets(value, after.Root) == false
            ? Validate(document) : null;
}
