using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>Decides whether an expression matches anywhere in a text. Immutable; allocates nothing.</summary>
internal abstract class Matcher
{
    /// <summary>What it takes in memory, in bytes, roughly.</summary>
    public abstract long Bytes { get; }

    /// <param name="text">Valid UTF-8.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="steps">
    /// Taken from for work beyond one look at each byte; once it is negative, the answer means nothing.
    /// </param>
    public abstract bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps);
}
