using System.CommandLine;
using Goico.Wasm;
using Jobico.Model.Definitions.Reading;

namespace Jobico.Cli.Local;

/// <summary>The limits that options give, in the units and the ranges of definitions.</summary>
internal static class LimitOptions
{
    /// <summary>Limits with what the options say in place of what was.</summary>
    /// <exception cref="CommandFailure">A value is none, or out of its range.</exception>
    public static GuestLimits Apply(GuestLimits limits, ParseResult parsed) => limits with
    {
        MemoryBytes = Size(parsed, RunOptions.Memory, 64L << 10, 4L << 30) ?? limits.MemoryBytes,
        Time = Duration(parsed, RunOptions.Time, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) ?? limits.Time,
        OutputBytes = (int?)Size(parsed, RunOptions.MaxOutput, 1, 64L << 20) ?? limits.OutputBytes,
        LogBytes = (int?)Size(parsed, RunOptions.MaxLogs, 0, 16L << 20) ?? limits.LogBytes,
        Fuel = Number(parsed.GetValue(RunOptions.Fuel), RunOptions.Fuel, 1, long.MaxValue) ?? limits.Fuel,
        HostCalls = (int?)Number(parsed.GetValue(RunOptions.Calls), RunOptions.Calls, 0, int.MaxValue)
            ?? limits.HostCalls,
    };

    /// <summary>A number that an option gave; null where it gave none.</summary>
    /// <exception cref="CommandFailure">It is out of its range.</exception>
    public static long? Number(long? value, Option option, long least, long most) => value is { } number
        && (number < least || number > most)
        ? throw CommandFailure.Usage(most is int.MaxValue or long.MaxValue
            ? $"{option.Name} takes a number from {least}."
            : $"{option.Name} takes a number from {least} to {most}.")
        : value;

    private static long? Size(ParseResult parsed, Option<string?> option, long least, long most)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return Quantity.TryReadBytes(text, out long bytes) && bytes >= least && bytes <= most
            ? bytes
            : throw CommandFailure.Usage(
                $"'{text}' is no value of {option.Name}: it takes a size such as 64MiB, from {Quantity.Format(least)} "
                + $"to {Quantity.Format(most)}.");
    }

    private static TimeSpan? Duration(ParseResult parsed, Option<string?> option, TimeSpan least, TimeSpan most)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return Quantity.TryReadDuration(text, out TimeSpan time) && time >= least && time <= most
            ? time
            : throw CommandFailure.Usage(
                $"'{text}' is no value of {option.Name}: it takes a time such as 500ms, from {Quantity.Format(least)} "
                + $"to {Quantity.Format(most)}.");
    }
}
