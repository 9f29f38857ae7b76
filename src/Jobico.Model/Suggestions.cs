namespace Jobico.Model;

/// <summary>Finds what somebody who mistyped a word may have meant.</summary>
public static class Suggestions
{
    private const int MostEdits = 4;

    /// <summary>
    /// The candidate nearest to <paramref name="word"/>, letter case aside, by Damerau-Levenshtein distance (insert,
    /// delete, replace, swap two neighbours); the first of equals. Null when none is near: the distance must be at
    /// most a third of the longer word's length, at least 1 and at most 4, and smaller than the shorter word.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in candidates)
        {
            int allowed = Math.Clamp(Math.Max(word.Length, candidate.Length) / 3, 1, MostEdits);
            allowed = Math.Min(allowed, Math.Min(word.Length, candidate.Length) - 1);
            // The difference in length is a lower bound of the distance, so long strangers cost nothing.
            if (allowed < 0 || Math.Abs(word.Length - candidate.Length) > allowed) continue;
            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant(), allowed);
            if (distance > allowed || distance >= least) continue;
            (nearest, least) = (candidate, distance);
        }
        return nearest;
    }

    /// <summary>The distance, or any number above <paramref name="allowed"/> once it must be more than that.</summary>
    private static int Distance(string left, string right, int allowed)
    {
        // Three rows of the usual table: a swap looks two rows back.
        int[] twoAbove = new int[right.Length + 1];
        int[] above = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int column = 0; column <= right.Length; column++) above[column] = column;
        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            int least = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int replaced = above[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                int distance = Math.Min(replaced, Math.Min(above[column], current[column - 1]) + 1);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                    distance = Math.Min(distance, twoAbove[column - 2] + 1);
                current[column] = distance;
                least = Math.Min(least, distance);
            }
            // A swap may still undercut this row by way of the row above, hence the one to spare.
            if (least > allowed + 1) return least;
            (twoAbove, above, current) = (above, current, twoAbove);
        }
        return above[right.Length];
    }
}
