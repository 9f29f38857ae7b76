using System.Globalization;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads optional values that have a type and bounds; null where the key is left out or its value is refused.
/// </summary>
internal static class Values
{
    public static long? FindInteger(this Section section, string key, long least, long most)
    {
        if (section.FindScalar(key) is not { } scalar) return null;
        bool read = long.TryParse(
            scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value);
        if (read && value >= least && value <= most) return value;
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: "
            + $"'{key}' takes a whole number from {least} to {most}");
        return null;
    }

    public static TimeSpan? FindDuration(this Section section, string key, TimeSpan least, TimeSpan most)
    {
        if (section.FindScalar(key) is not { } scalar) return null;
        if (!Quantity.TryReadDuration(scalar.Value, out TimeSpan value))
        {
            section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is no duration: "
                + "write a number and its unit, such as 500ms, 30s, 5m, 2h or 14d");
            return null;
        }
        if (value >= least && value <= most) return value;
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: "
            + $"'{key}' takes {Quantity.Format(least)} to {Quantity.Format(most)}");
        return null;
    }

    public static long? FindBytes(this Section section, string key, long least, long most)
    {
        if (section.FindScalar(key) is not { } scalar) return null;
        if (!Quantity.TryReadBytes(scalar.Value, out long value))
        {
            section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is no size: "
                + "write a number and its unit, such as 256KiB, 64MiB, 1GiB or 1MB, or a number of bytes");
            return null;
        }
        if (value >= least && value <= most) return value;
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: "
            + $"'{key}' takes {Quantity.Format(least)} to {Quantity.Format(most)}");
        return null;
    }

    public static bool? FindBoolean(this Section section, string key)
    {
        if (section.FindScalar(key) is not { } scalar) return null;
        if (bool.TryParse(scalar.Value, out bool value)) return value;
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: '{key}' takes true or false");
        return null;
    }

    /// <summary>One of some words, in any letter case.</summary>
    /// <param name="section">Where to look.</param>
    /// <param name="key">The key.</param>
    /// <param name="words">What each word means.</param>
    /// <param name="notYet">Words of the format that this version can't honour.</param>
    public static T? FindWord<T>(
        this Section section, string key, IReadOnlyList<(string Word, T Value)> words, params string[] notYet)
        where T : struct
    {
        if (section.FindScalar(key) is not { } scalar) return null;
        foreach ((string word, T value) in words)
        {
            if (word.Equals(scalar.Value, StringComparison.OrdinalIgnoreCase)) return value;
        }
        if (Array.Find(notYet, word => word.Equals(scalar.Value, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            section.Refuse(key, scalar, KeySet.NotYetMessage($"'{key}: {known}'"));
            return null;
        }
        string? nearest = Suggestions.Nearest(scalar.Value, words.Select(word => word.Word));
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: "
            + $"'{key}' takes {string.Join(" or ", words.Select(word => word.Word))}{hint}");
        return null;
    }

    /// <summary>Checks a key whose number stands for the only kind that there is.</summary>
    public static void RequireOnlyKind(this Section section, string key, string meaning)
    {
        if (section.FindScalar(key) is not { } scalar || scalar.Value == "0") return;
        section.Refuse(key, scalar, $"{Quoted.Text(scalar.Value)} is not possible: "
            + $"'{key}' takes 0, which means {meaning}");
    }
}
