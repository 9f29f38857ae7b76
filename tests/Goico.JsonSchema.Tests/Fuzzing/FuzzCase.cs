namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>What went wrong.</summary>
/// <param name="Kind">In a word, so that a smaller case can be told to fail in the same way.</param>
/// <param name="Details">With both sides of the disagreement.</param>
internal sealed record FuzzFailure(string Kind, string Details);

/// <summary>One thing to try.</summary>
internal abstract class FuzzCase
{
    /// <summary>What goes wrong with it, or null.</summary>
    public abstract FuzzFailure? Failure();

    /// <summary>Cases a little smaller, the boldest first.</summary>
    public abstract IEnumerable<FuzzCase> Smaller();

    /// <summary>The case for people: the schema, the instance, the options.</summary>
    public abstract string Describe();
}
