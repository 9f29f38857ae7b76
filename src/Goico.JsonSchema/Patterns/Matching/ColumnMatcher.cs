using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>
/// A fixed number of ASCII characters, each of a set of its own: ^\d{4}-\d{2}$. All sets are columns of one table, so
/// that no look waits for the one before.
/// </summary>
internal sealed class ColumnMatcher(ulong[] columns, int length, bool toEnd) : Matcher
{
    /// <summary>Most characters.</summary>
    public const int MostColumns = 64;

    public override long Bytes => 8L * columns.Length;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        if (toEnd ? text.Length != length : text.Length < length)
            return false;
        ReadOnlySpan<ulong> table = columns;
        ulong fits = 1;
        for (int i = 0; i < length && i < text.Length; i++)
            fits &= table[text[i]] >> i;
        return fits != 0;
    }
}
