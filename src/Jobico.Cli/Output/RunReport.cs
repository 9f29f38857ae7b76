using System.Globalization;
using System.Text;
using Goico.Wasm;
using Jobico.Cli.Local;
using Jobico.Model.Executions;

namespace Jobico.Cli.Output;

/// <summary>
/// A local run for people: the result is what is asked for and goes to standard output; what is said about it goes to
/// standard error, so that a pipe gets the result alone.
/// </summary>
internal static class RunReport
{
    private const int OffsetColumns = 9;
    private const int KeyColumns = 9;

    /// <summary>Writes it.</summary>
    public static void Write(Session session, LocalRun run)
    {
        WriteLogs(session.Error, run.Outcome);
        if (run.Outcome is GuestOutcome.Returned returned) WriteResult(session.Out, returned);
        WritePublished(session.Error, run);
        WriteSummary(session.Error, run);
    }

    private static void WriteLogs(Screen screen, GuestOutcome outcome)
    {
        foreach (GuestLogLine line in outcome.Logs)
        {
            (string word, string color) = RunLevels.Of(line.Level);
            string offset = ("+" + Amounts.Duration(line.Offset)).PadLeft(OffsetColumns);
            StyledLine.Hanging(screen, $"{offset} {word,-7} ", color, Visible.Line(line.Text));
        }
        if (outcome.LogsTruncated)
        {
            screen.Line($"{new string(' ', OffsetColumns)} [dim]further log lines were over the limit[/]");
        }
    }

    private static void WriteResult(Screen screen, GuestOutcome.Returned returned)
    {
        if (returned.Result.IsEmpty) return;
        if (screen.IsTerminal) JsonText.Write(screen, returned.Result);
        else screen.Plain(Encoding.UTF8.GetString(returned.Result.Span));
    }

    private static void WritePublished(Screen screen, LocalRun run)
    {
        bool exist = run.Outcome is GuestOutcome.Returned { Code: 0 };
        foreach (PublishedEvent published in run.Published)
        {
            string head = $"↳ {published.Event} ";
            StyledLine.Hanging(
                screen, head, exist ? "bold" : "dim", Visible.Line(Encoding.UTF8.GetString(published.Data.Span)));
        }
        if (!exist && run.Published.Count > 0)
        {
            screen.Line($"[yellow]warning:[/] the run did not succeed, so nothing of it is published");
        }
    }

    private static void WriteSummary(Screen screen, LocalRun run)
    {
        GuestOutcome outcome = run.Outcome;
        RunWords words = RunWords.Of(outcome);
        string color = words.Name == "OK" ? "green" : "red";
        StyledLine.Write(screen, (words.Text, color + " bold"), ("in " + Amounts.Duration(outcome.Duration), ""));
        if (words.Fault is { } fault) WriteFault(screen, fault, words.Backtrace);
        string program = $"{run.Program.Shown}, {AbiOf(run.Info)}, {Amounts.Size(run.Info.SizeBytes)}";
        Row(screen, "program", program);
        Row(screen, "loaded", $"in {Amounts.Duration(run.LoadTime)}");
        Row(
            screen, "memory",
            $"{Amounts.Size(outcome.PeakMemoryBytes)} at the most, of {Amounts.Size(run.Program.Limits.MemoryBytes)}");
        if (outcome.HostCalls > 0) Row(screen, "calls", CallsOf(run));
        if (outcome.FuelUsed is { } used) Row(screen, "fuel", FuelOf(used, run.Program.Limits.Fuel));
        if (outcome is GuestOutcome.Returned { Result.IsEmpty: true }) Row(screen, "result", "empty");
        if (run.Repeated is { } repeated) WriteRepeated(screen, repeated);
        foreach (string warning in run.Info.Warnings) screen.Warning(warning);
    }

    private static void WriteFault(Screen screen, string fault, IReadOnlyList<GuestFrame> backtrace)
    {
        Row(screen, "fault", Visible.Line(fault));
        foreach (GuestFrame frame in backtrace)
        {
            string function = Visible.Line(frame.Function ?? "a function without a name");
            Row(screen, "", $"at {function} ({Visible.Line(frame.Place)})");
        }
    }

    private static void WriteRepeated(Screen screen, RepeatedRuns runs)
    {
        string times = $"median {Micro(runs.Median)}, min {Micro(runs.Min)}, p99 {Micro(runs.P99)}";
        Row(screen, "repeated", $"{Amounts.Count(runs.Count, "run")}: {times}");
        if (runs.Different > 0)
        {
            screen.Warning($"{runs.Different} of the {runs.Count} further runs ended otherwise than the first.");
        }
    }

    private static string CallsOf(LocalRun run)
    {
        string kinds = string.Join(", ", run.Calls.Select(call => string.Create(
            CultureInfo.InvariantCulture, $"{call.Value} {call.Key}")));
        return string.Create(
            CultureInfo.InvariantCulture, $"{run.Outcome.HostCalls:N0} of {run.Program.Limits.HostCalls:N0}: {kinds}");
    }

    private static string FuelOf(long used, long? limit) => string.Create(
        CultureInfo.InvariantCulture, $"{used:N0} of {limit:N0}");

    private static string AbiOf(GuestModuleInfo info) => info.Abi == GuestAbi.Core
        ? $"core ABI, function {info.MainFunction}"
        : $"{info.Abi.ToString().ToLowerInvariant()} ABI";

    private static string Micro(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:0.0} µs");

    private static void Row(Screen screen, string key, string value) =>
        StyledLine.Hanging(screen, "  " + key.PadRight(KeyColumns), "dim", value);
}
