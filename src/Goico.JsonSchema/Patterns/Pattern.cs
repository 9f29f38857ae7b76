using System.Text;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// An ECMA-262 regular expression that matches in linear time. Immutable and safe for many threads.
/// </summary>
internal sealed class Pattern(string written, Matcher matcher)
{
    // So many bytes are as much work as one step of an evaluation.
    private const int BytesPerStepBits = 5;

    /// <summary>The expression as the schema has it.</summary>
    public string Written => written;

    /// <summary>What decides.</summary>
    public Matcher Matcher => matcher;

    /// <summary>Whether the expression matches anywhere in a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="steps">
    /// The steps that the evaluation has left; taken from in proportion to the work. Once it is negative, the answer
    /// means nothing.
    /// </param>
    public bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        steps -= text.Length >> BytesPerStepBits;
        return matcher.IsMatch(text, scratch, ref steps);
    }

    /// <summary>Whether a text matches, asked outside a validation: with memory of its own and however long.</summary>
    public bool Matches(string text)
    {
        long steps = long.MaxValue;
        return IsMatch(Encoding.UTF8.GetBytes(text), new Scratch(), ref steps);
    }
}
