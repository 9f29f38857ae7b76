namespace Goico.JsonSchema.Text;

/// <summary>Finds a property name that an object repeats.</summary>
internal static class RepeatedNames
{
    // So few names are compared pair by pair, hash by hash, faster than a table is cleared.
    private const int Few = 8;

    /// <summary>The second of two equal names in an object whose last token is the last of the view; or -1.</summary>
    public static int Find(in JsonView view, int container, Scratch scratch) =>
        view.Tokens[container].Length <= Few ? FindByPairs(view, container) : FindByTable(view, container, scratch);

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
