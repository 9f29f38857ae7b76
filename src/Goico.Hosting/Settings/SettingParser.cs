using System.Buffers;
using System.Globalization;

namespace Goico.Hosting.Settings;

/// <summary>Turns a setting's text into a property's type.</summary>
internal static class SettingParser
{
    private static readonly SearchValues<char> AmountChars = SearchValues.Create("0123456789.");

    private static readonly (string Suffix, decimal Seconds)[] DurationUnits =
        [("ms", 0.001m), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    private static readonly (string Suffix, long Bytes)[] SizeUnits =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    public static bool IsList(Type type) => type == typeof(IReadOnlyList<string>);

    /// <summary>Parses one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">The property's type; nullable types take what their value type takes.</param>
    /// <param name="isSize">Whether whole numbers may carry a unit of bytes.</param>
    /// <param name="value">The value.</param>
    /// <param name="expected">What would have been understood, where the text was not.</param>
    /// <exception cref="InvalidOperationException">The options class has a property of a type that cannot be
    /// set.</exception>
    public static bool TryParse(string text, Type type, bool isSize, out object? value, out string expected)
    {
        text = text.Trim();
        type = Nullable.GetUnderlyingType(type) ?? type;
        (value, expected) = type switch
        {
            _ when type == typeof(string) => (text, "text"),
            _ when type == typeof(bool) => (ParseBool(text), "true or false"),
            _ when type == typeof(TimeSpan) => (ParseDuration(text), "a duration such as 30s, 5m or 1h30m"),
            _ when type == typeof(int) && isSize =>
                (ParseSize(text) is <= int.MaxValue and long size ? (object)(int)size : null,
                    "a size below 2 GiB such as 64MiB"),
            _ when type == typeof(long) && isSize => (ParseSize(text), "a size such as 64MiB"),
            _ when type == typeof(int) =>
                (ParseNumber(text) is <= int.MaxValue and >= int.MinValue and long number ? (object)(int)number : null,
                    "a whole number"),
            _ when type == typeof(long) => (ParseNumber(text), "a whole number"),
            _ when type.IsEnum => (ParseEnum(text, type), "one of " + string.Join(", ", Enum.GetNames(type))),
            _ => throw new InvalidOperationException($"A setting cannot be of type {type.Name}."),
        };
        return value is not null;
    }

    private static object? ParseBool(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => null,
    };

    private static object? ParseEnum(string text, Type type)
    {
        // By name only: Enum.TryParse would also take "7" and "a,b".
        string? name = Enum.GetNames(type).FirstOrDefault(n => n.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is null ? null : Enum.Parse(type, name);
    }

    private static long? ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    private static long? ParseSize(string text)
    {
        (string digits, long unit) = (text, 1);
        foreach ((string suffix, long bytes) in SizeUnits)
        {
            if (!text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            (digits, unit) = (text[..^suffix.Length].TrimEnd(), bytes);
            break;
        }

        return TryDecimal(digits, out decimal amount) && amount <= (decimal)long.MaxValue / unit
            ? (long)(amount * unit)
            : null;
    }

    /// <summary>Amounts with units, the larger before the smaller: <c>1h30m</c>. Zero needs no unit.</summary>
    private static TimeSpan? ParseDuration(string text)
    {
        if (text == "0") return TimeSpan.Zero;
        decimal seconds = 0;
        decimal lastUnit = decimal.MaxValue;
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(AmountChars);
            if (digits <= 0 || !TryDecimal(rest[..digits], out decimal amount)) return null;
            rest = rest[digits..];
            int letters = rest.IndexOfAny(AmountChars);
            string suffix = (letters < 0 ? rest : rest[..letters]).ToString();
            rest = rest[suffix.Length..];
            decimal unit = Array.Find(DurationUnits, u => u.Suffix == suffix).Seconds;
            if (unit == 0 || unit >= lastUnit || amount > 1_000_000_000m / unit) return null;
            seconds += amount * unit;
            lastUnit = unit;
        }

        return text.Length == 0 ? null : TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, out decimal amount) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
}
