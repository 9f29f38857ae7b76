using System.Globalization;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads a number with a unit: a decimal without sign or exponent, then the unit, a space between them or not.
/// </summary>
public static class Quantity
{
    private const int MaxDigits = 16;

    private static readonly (string Unit, decimal Factor)[] DurationUnits =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    private static readonly (string Unit, decimal Factor)[] SizeUnits =
    [
        ("B", 1), ("", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30),
    ];

    /// <summary>Reads <c>500ms</c>, <c>1.5s</c>, <c>5m</c>, <c>2h</c>, <c>14d</c>; the unit is required. False for
    /// anything else, a duration longer than a <see cref="TimeSpan"/> holds included.</summary>
    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        bool valid = TryRead(text, DurationUnits, out long ticks);
        duration = valid ? new TimeSpan(ticks) : default;
        return valid;
    }

    /// <summary>Reads <c>64MiB</c>, <c>1.5GiB</c>, <c>1MB</c>, or a number of bytes. False for anything else, a size
    /// that is no whole number of bytes included.</summary>
    public static bool TryReadBytes(string text, out long bytes) => TryRead(text, SizeUnits, out bytes);

    /// <summary>A duration as the definition writes it, in the greatest unit that leaves a whole number.</summary>
    public static string Format(TimeSpan duration) => Format(duration.Ticks, DurationUnits);

    /// <summary>A size as the definition writes it, in the greatest unit that leaves a whole number.</summary>
    public static string Format(long bytes) => Format(bytes, SizeUnits);

    private static string Format(long value, (string Unit, decimal Factor)[] units)
    {
        (string unit, decimal factor) = units.Where(unit => value % unit.Factor == 0).MaxBy(unit => unit.Factor);
        return $"{value / factor:0}{(value == 0 ? units[0].Unit : unit)}";
    }

    private static bool TryRead(string text, (string Unit, decimal Factor)[] units, out long value)
    {
        value = 0;
        int length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] == '.')) length++;
        ReadOnlySpan<char> digits = text.AsSpan(0, length);
        string unit = text[length..].TrimStart(' ');
        int index = Array.FindIndex(units, known => known.Unit == unit);
        if (index < 0
            || length > MaxDigits
            || !decimal.TryParse(
                digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
        {
            return false;
        }
        // 16 digits times the ticks of a day are within the range of a decimal, so this does not overflow.
        decimal exact = number * units[index].Factor;
        if (exact > long.MaxValue || exact != decimal.Truncate(exact)) return false;
        value = (long)exact;
        return true;
    }
}
