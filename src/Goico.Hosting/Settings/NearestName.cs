namespace Goico.Hosting.Settings;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class NearestName
{
    /// <returns>The known name with the fewest edits, or null when none is near enough to be meant.</returns>
    public static string? Of(string name, IEnumerable<string> known)
    {
        string folded = Setting.Fold(name);
        (string? best, int bestDistance) = (null, Math.Max(1, folded.Length / 3) + 1);
        foreach (string candidate in known)
        {
            int distance = Distance(folded, Setting.Fold(candidate));
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }

        return best;
    }

    /// <summary>Insertions, deletions and replacements between two words.</summary>
    private static int Distance(string a, string b)
    {
        int[] previous = [.. Enumerable.Range(0, b.Length + 1)];
        int[] current = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
