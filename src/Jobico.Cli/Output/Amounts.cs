using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Jobico.Cli.Output;

/// <summary>Sizes, durations and times in words.</summary>
internal static class Amounts
{
    /// <summary>Bytes, such as "1.2 KiB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MiB"),
    };

    /// <summary>A duration, such as "35 µs", "1.24 ms" or "2.50 s".</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1 } =>
            string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0} µs"),
        { TotalSeconds: < 1 } =>
            string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.00} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.00} s"),
    };

    /// <summary>A number of things, such as "1 run" or "1,000 runs".</summary>
    public static string Count(long count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>The time of day where the clock is; dashes for none.</summary>
    public static string TimeOfDay(Timestamp? time, TimeProvider clock) => time is null
        ? "--:--:--"
        : TimeZoneInfo.ConvertTime(time.ToDateTimeOffset(), clock.LocalTimeZone)
            .ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
