using System.Numerics;
using System.Runtime.Intrinsics;

namespace Goico.JsonSchema.Text;

/// <summary>Finds a property name that an object repeats.</summary>
internal static class RepeatedNames
{
    // So many hashes fill a vector, and are compared all at once faster than a table is cleared.
    private const int Few = 8;

    /// <summary>The second of two equal names in an object whose last token is the last of the view; or -1.</summary>
    public static int Find(in JsonView view, int container, Scratch scratch)
    {
        if (view.Tokens[container].Length > Few)
            return FindByTable(view, container, scratch);
        return HashesDiffer(view.Tokens, container) ? -1 : FindByPairs(view, container);
    }

    /// <summary>Whether a few names have different hashes, and so are different.</summary>
    private static bool HashesDiffer(ReadOnlySpan<Token> tokens, int container)
    {
        Span<int> each = stackalloc int[Few];
        int count = tokens[container].Length;
        int name = container + 1;
        for (int i = 0; i < count; i++)
        {
            each[i] = tokens[name].Next;
            name = tokens[name + 1].Next;
        }

        Vector256<int> hashes = Vector256.Create<int>(each);
        uint filled = (1u << count) - 1;
        for (int i = 1; i < count; i++)
        {
            uint equal = Vector256.Equals(hashes, Vector256.Create(each[i])).ExtractMostSignificantBits() & filled;
            if (!BitOperations.IsPow2(equal))
                return false;
        }

        return true;
    }

    private static int FindByPairs(in JsonView view, int container)
    {
        ReadOnlySpan<Token> tokens = view.Tokens;
        for (int later = tokens[container + 2].Next; later < tokens.Length; later = tokens[later + 1].Next)
        {
            for (int earlier = container + 1; earlier < later; earlier = tokens[earlier + 1].Next)
            {
                if (Same(view, earlier, later))
                    return later;
            }
        }

        return -1;
    }

    private static int FindByTable(in JsonView view, int container, Scratch scratch)
    {
        ReadOnlySpan<Token> tokens = view.Tokens;
        Span<int> table = scratch.Table(tokens[container].Length);
        int mask = table.Length - 1;
        for (int name = container + 1; name < tokens.Length; name = tokens[name + 1].Next)
        {
            int slot = tokens[name].Next & mask;
            for (; table[slot] != 0; slot = (slot + 1) & mask)
            {
                if (Same(view, table[slot], name))
                    return name;
            }

            table[slot] = name;
        }

        return -1;
    }

    private static bool Same(in JsonView view, int one, int other) =>
        view.Tokens[one].Next == view.Tokens[other].Next && JsonEquality.SameText(view, one, view, other);
}
