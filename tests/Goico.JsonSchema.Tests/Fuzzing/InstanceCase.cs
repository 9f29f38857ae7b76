using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>A schema and an instance, on which the product and the reference are to agree.</summary>
internal sealed class InstanceCase(FuzzSubject subject, JsonTree instance) : FuzzCase
{
    private const int DefaultDepth = 64;
    private const int MostViolations = 32;

    public JsonTree Instance => instance;

    /// <summary>The product's verdict, once it has been asked.</summary>
    public SchemaVerdict Verdict { get; private set; }

    /// <summary>Whether the reference had an opinion, too.</summary>
    public bool WasJudged { get; private set; }

    public override FuzzFailure? Failure()
    {
        try
        {
            return subject.Failure() ?? (subject.Compiled is null ? null : ValidationFailure(subject.Compiled));
        }
        catch (Exception e)
        {
            return new FuzzFailure($"threw {e.GetType().Name}", e.ToString());
        }
    }

    public override IEnumerable<FuzzCase> Smaller() =>
        SmallerPairs().Select(pair => new InstanceCase(pair.Subject, pair.Instance));

    /// <summary>The schema with smaller instances, and smaller schemas with the instance.</summary>
    public IEnumerable<(FuzzSubject Subject, JsonTree Instance)> SmallerPairs()
    {
        foreach (JsonTree smaller in SmallerTrees.Of(instance))
            yield return (subject, smaller);
        foreach (FuzzSchema smaller in subject.Schema.Smaller())
            yield return (new FuzzSubject(smaller), instance);
    }

    public override string Describe() => $"{subject.Schema.Describe()}\ninstance: {JsonSpelling.Compact(instance)}";

    private FuzzFailure? ValidationFailure(JsonSchema schema)
    {
        byte[] document = JsonSpelling.Utf8(instance);
        Verdict = schema.Validate(document);
        if (Verdict.IsValid != Verdict.Violations.IsEmpty || Verdict.Violations.Length > MostViolations)
            return new FuzzFailure("verdict against its violations", Shown(Verdict));
        if (StrictJson.TryParse(document, DefaultDepth) is null)
            return Verdict is { IsValid: false, Violations: [{ Keyword: "json" }] }
                ? null : new FuzzFailure("too deep accepted", Shown(Verdict));
        if (Verdict.Violations.Any(violation => violation.Keyword == "limit"))
            return null;
        bool? expected = subject.Expected(instance);
        WasJudged = expected is not null;
        if (expected is not null && expected != Verdict.IsValid)
            return new FuzzFailure(expected.Value ? "valid refused" : "invalid accepted", Shown(Verdict));
        return ViolationChecks.Failure(subject, instance, Verdict) ?? AgreementFailure(document, Verdict);
    }

    /// <summary>What must not make a difference.</summary>
    private FuzzFailure? AgreementFailure(byte[] document, SchemaVerdict verdict)
    {
        string varied = JsonSpelling.Varied(instance, new Random(subject.Schema.Spelling));
        SchemaVerdict other = subject.Compiled!.Validate(Encoding.UTF8.GetBytes(varied));
        if (other.IsValid != verdict.IsValid)
            return new FuzzFailure("spelling matters", $"{varied}\nso: {Shown(other)}\nplain: {Shown(verdict)}");
        SchemaVerdict respelt = subject.Respelt?.Validate(document) ?? verdict;
        if (respelt.IsValid != verdict.IsValid)
            return new FuzzFailure("the schema's spelling matters", $"so: {Shown(respelt)}\nplain: {Shown(verdict)}");
        return subject.OneViolation is null ? null : FirstFailure(subject.OneViolation.Validate(document), verdict);
    }

    /// <summary>Whoever asks for one violation gets the first of all.</summary>
    private static FuzzFailure? FirstFailure(SchemaVerdict one, SchemaVerdict all) =>
        one.IsValid == all.IsValid && one.Violations.SequenceEqual(all.Violations.Take(1))
            ? null : new FuzzFailure("one violation disagrees with all", $"one: {Shown(one)}\nall: {Shown(all)}");

    private static string Shown(SchemaVerdict verdict) =>
        $"the product says {(verdict.IsValid ? "valid" : string.Join("; ", verdict.Violations))}";
}
