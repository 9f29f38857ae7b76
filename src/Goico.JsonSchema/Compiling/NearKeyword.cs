namespace Goico.JsonSchema.Compiling;

/// <summary>Finds the keyword that somebody who mistyped one meant.</summary>
internal static class NearKeyword
{
    private const int LongestName = 40;

    /// <summary>
    /// The nearest of the dialect's keywords that check something; null when none is very near. Apart from letter
    /// case and a missing or needless <c>$</c>, a short keyword (up to three letters) allows for two neighbours
    /// swapped, one of up to eight for one mistake and a longer one for two.
    /// </summary>
    public static Keyword? Find(string name, Dialect dialect)
    {
        Keyword? nearest = null;
        int least = int.MaxValue;
        string plain = Plain(name);
        if (plain.Length is 0 or > LongestName)
            return null;
        foreach (Keyword keyword in Keywords.All)
        {
            if (!keyword.Checks || !dialect.Has(keyword))
                continue;
            string candidate = Plain(keyword.Name);
            int distance = Distance(plain, candidate, out bool isSwap);
            int allowed = Math.Min(plain.Length, candidate.Length) <= 3 ? 0 : candidate.Length <= 8 ? 1 : 2;
            if (distance < least && (distance <= allowed || isSwap))
                (nearest, least) = (keyword, distance);
        }

        return nearest;
    }

    private static string Plain(string name) => name.TrimStart('$').ToLowerInvariant();

    /// <summary>
    /// How many letters to insert, delete, replace or swap with their neighbour turn one text into the other
    /// (optimal string alignment, by the usual table of which three rows are kept).
    /// </summary>
    private static int Distance(string from, string to, out bool isSwap)
    {
        isSwap = false;
        if (Math.Abs(from.Length - to.Length) > 2)
            return int.MaxValue;
        Span<int> before = stackalloc int[to.Length + 1];
        Span<int> last = stackalloc int[to.Length + 1];
        Span<int> row = stackalloc int[to.Length + 1];
        for (int j = 0; j <= to.Length; j++)
            last[j] = j;
        for (int i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            Span<int> reused = before;
            before = last;
            last = row;
            row = reused;
        }

        int distance = last[to.Length];
        isSwap = distance == 1 && from.Length == to.Length && from.Order().SequenceEqual(to.Order());
        return distance;
    }
}
