using System.Runtime.CompilerServices;

namespace Goico.JsonSchema.Text;

/// <summary>
/// Finds a property name that an object repeats. In small objects as each name is read, with a word of bits that
/// tells most new names at once; in larger ones by a table when the object closes.
/// </summary>
internal static class RepeatedNames
{
    /// <summary>Objects of more names have their names looked at when they close.</summary>
    public const int Few = 16;

    /// <summary>Notes a name's hash in an object's filter; false means that it may have been there before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNew(ref ulong filter, int hash)
    {
        ulong before = filter;
        filter = before | (1UL << hash);
        return filter != before;
    }

    /// <summary>Whether the last name of the view, in a container still open, equals an earlier one.</summary>
    public static bool IsLastRepeated(in JsonView view, int container)
    {
        int last = view.Tokens.Length - 1;
        for (int name = container + 1; name < last; name = view.Tokens[name + 1].Next)
        {
            if (Same(view, name, last))
                return true;
        }

        return false;
    }

    /// <summary>The second of two equal names in an object whose last token is the last of the view; or -1.</summary>
    public static int Find(in JsonView view, int container, Scratch scratch)
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
