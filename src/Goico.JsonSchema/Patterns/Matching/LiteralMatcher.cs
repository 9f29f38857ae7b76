using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>Plain text, anywhere, at the start, at the end or as the whole.</summary>
internal sealed class LiteralMatcher(byte[] literal, bool fromStart, bool toEnd) : Matcher
{
    public override long Bytes => literal.Length;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        if (fromStart)
            return toEnd ? text.SequenceEqual(literal) : text.StartsWith(literal);
        return toEnd ? text.EndsWith(literal) : text.IndexOf(literal) >= 0;
    }
}
