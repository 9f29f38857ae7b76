using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>
/// Two schemas that are compared: what is said to break must break, and where nothing is said to, no instance at hand
/// may.
/// </summary>
internal sealed class ComparisonCase(FuzzSubject before, FuzzSubject after, IReadOnlyList<JsonTree> instances) : FuzzCase
{
    // Little, so that the run has time for more than comparing: what is given up is no mistake.
    private static readonly CompatibilityOptions s_options = new() { MaxSteps = 2_000 };

    /// <summary>What was found out, once it has been asked.</summary>
    public SchemaCompatibility? Answer { get; private set; }

    public override FuzzFailure? Failure()
    {
        if (before.Compiled is not { } old || after.Compiled is not { } replacement)
            return null;
        try
        {
            Answer = SchemaCompatibility.Check(old, replacement, s_options);
            return Answer switch
            {
                SchemaCompatibility.Breaking breaking => BreakFailure(breaking, old, replacement),
                SchemaCompatibility.Compatible => CompatibleFailure(old, replacement),
                _ => null,
            };
        }
        catch (Exception e)
        {
            return new FuzzFailure($"comparing threw {e.GetType().Name}", e.ToString());
        }
    }

    public override IEnumerable<FuzzCase> Smaller()
    {
        if (instances.Count > 1)
        {
            foreach (JsonTree instance in instances)
                yield return new ComparisonCase(before, after, [instance]);
        }
        else
        {
            foreach (JsonTree smaller in instances.SelectMany(SmallerTrees.Of))
                yield return new ComparisonCase(before, after, [smaller]);
        }

        // Both at once first: they differ little, and are to do so still.
        foreach ((FuzzSchema old, FuzzSchema replacement) in before.Schema.Smaller().Zip(after.Schema.Smaller()))
            yield return new ComparisonCase(new FuzzSubject(old), new FuzzSubject(replacement), instances);
        foreach (FuzzSchema smaller in before.Schema.Smaller())
            yield return new ComparisonCase(new FuzzSubject(smaller), after, instances);
        foreach (FuzzSchema smaller in after.Schema.Smaller())
            yield return new ComparisonCase(before, new FuzzSubject(smaller), instances);
    }

    public override string Describe() => $"{before.Schema.Describe()}\nnow\n{after.Schema.Describe()}\n"
        + $"instances: {string.Join('\n', instances.Select(JsonSpelling.Compact))}";

    private FuzzFailure? CompatibleFailure(JsonSchema old, JsonSchema replacement)
    {
        foreach (JsonTree instance in instances)
        {
            byte[] document = JsonSpelling.Utf8(instance);
            if (old.Validate(document).IsValid && replacement.Validate(document) is { IsValid: false } verdict)
            {
                return new FuzzFailure("compatible, it says, and it breaks",
                    $"{JsonSpelling.Compact(instance)}: {string.Join("; ", verdict.Violations)}");
            }
        }

        return null;
    }

    private FuzzFailure? BreakFailure(SchemaCompatibility.Breaking breaking, JsonSchema old, JsonSchema replacement)
    {
        foreach (SchemaBreak found in breaking.Breaks)
        {
            byte[] witness = Encoding.UTF8.GetBytes(found.Witness);
            if (StrictJson.TryParse(witness) is not { } tree)
                return new FuzzFailure("an example that is not JSON", found.Witness);
            bool breaks = old.Validate(witness).IsValid && !replacement.Validate(witness).IsValid
                && before.Expected(tree) != false && after.Expected(tree) != true;
            if (!breaks)
                return new FuzzFailure("an example that does not break", $"{found}");
            if (before.Located(found.OldLocation) is null || after.Located(found.NewLocation) is null)
                return new FuzzFailure("a break at no place", $"{found}");
        }

        bool isSame = before.Schema.Tree == after.Schema.Tree && before.Schema.Others == after.Schema.Others;
        return isSame ? new FuzzFailure("a schema breaks itself", $"{breaking.Breaks[0]}") : null;
    }
}
