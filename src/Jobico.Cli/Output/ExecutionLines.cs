using Jobico.Api.V1;

namespace Jobico.Cli.Output;

/// <summary>Executions for people: a line each, what went wrong in words below it, log lines where wanted.</summary>
internal sealed class ExecutionLines
{
    /// <summary>Fewer columns than these say too little of a result: it gets a line of its own.</summary>
    private const int MinResultColumns = 32;

    private const string Indent = "    ";

    private readonly Screen _screen;
    private readonly TimeProvider _time;
    private readonly bool _logs;

    /// <summary>Makes it.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="time">The clock, for its time zone.</param>
    /// <param name="logs">Whether log lines are wanted.</param>
    public ExecutionLines(Screen screen, TimeProvider time, bool logs)
    {
        _screen = screen;
        _time = time;
        _logs = logs;
    }

    /// <summary>Writes one.</summary>
    public void Write(Execution execution)
    {
        string time = Amounts.TimeOfDay(execution.StartedAt ?? execution.LeasedAt, _time);
        string name = (execution.Depth > 0 ? "↳ " : "") + execution.Event;
        string outcome = Words(execution);
        string attempt = "#" + execution.Attempt;
        string duration = Amounts.Duration(execution.Duration?.ToTimeSpan() ?? TimeSpan.Zero);
        int used = time.Length + name.Length + execution.EventId.Length + attempt.Length + outcome.Length
            + duration.Length + 6;
        string result = Visible.Line(execution.Result) + (execution.ResultTruncated ? " (cut by the server)" : "");
        int left = _screen.Width - used - 1;
        string beside = left >= MinResultColumns || result.Length <= left ? Visible.Cut(result, left) : "";
        string color = execution.Outcome == Outcome.Ok ? "green" : "red";
        _screen.Console.Write(Styled(
            (time, "dim"), (name, "bold"), (execution.EventId, "dim"), (attempt, "dim"), (outcome, color),
            (duration, ""), (beside, "")));
        if (beside.Length == 0 && result.Length > 0)
        {
            _screen.Plain(Indent + Visible.Cut(result, _screen.Width - Indent.Length - 1));
        }
        WriteFault(execution);
        if (_logs) WriteLogs(execution);
    }

    private void WriteFault(Execution execution)
    {
        if (execution.Fault.Length > 0)
        {
            _screen.Line($"{Indent}[red]fault[/]: {Visible.Line(execution.Fault)}");
        }
        switch (execution.Disposition)
        {
            case Disposition.Retried:
                string at = Amounts.TimeOfDay(execution.NextAttemptAt, _time);
                _screen.Line($"{Indent}[yellow]retry[/]: attempt {execution.Attempt + 1} is due at {at}");
                break;
            case Disposition.DeadLettered:
                _screen.Line($"{Indent}[red]dead letter[/]: no further attempt is made; the event is kept aside");
                break;
            default:
                break;
        }
    }

    private void WriteLogs(Execution execution)
    {
        foreach (LogLine line in execution.Logs)
        {
            (string level, string color) = Level(line.Level);
            string head = $"{Indent}{level,-7} ";
            string text = Visible.Cut(Visible.Line(line.Text), _screen.Width - head.Length - 1);
            _screen.Console.Write(Styled((head.TrimEnd().PadRight(head.Length - 1), color), (text, "")));
        }
        if (execution.LogsTruncated) _screen.Line($"{Indent}[dim]further log lines were over the limit[/]");
    }

    private static Spectre.Console.Paragraph Styled(params ReadOnlySpan<(string Text, string Style)> parts)
    {
        var line = new Spectre.Console.Paragraph { Overflow = Spectre.Console.Overflow.Fold };
        bool first = true;
        foreach ((string text, string style) in parts)
        {
            if (text.Length == 0) continue;
            if (!first) line.Append(" ");
            first = false;
            line.Append(text, style.Length == 0 ? Spectre.Console.Style.Plain : Spectre.Console.Style.Parse(style));
        }
        return line.Append("\n");
    }

    private static string Words(Execution execution) => execution.Outcome switch
    {
        Outcome.Ok => "ok",
        Outcome.Error => $"error (code {execution.Code})",
        Outcome.Trap => "trap",
        Outcome.Timeout => "timeout",
        Outcome.OutOfMemory => "out of memory",
        Outcome.OutputTooLarge => "output too large",
        Outcome.BadResult => "bad result",
        Outcome.HostFault => "host fault",
        Outcome.Unrunnable => "not runnable",
        Outcome.OutOfFuel => "out of fuel",
        _ => "unknown outcome",
    };

    private static (string Level, string Color) Level(LogLine.Types.Level level) => level switch
    {
        LogLine.Types.Level.Debug => ("debug", "dim"),
        LogLine.Types.Level.Info => ("info", "blue"),
        LogLine.Types.Level.Warning => ("warning", "yellow"),
        LogLine.Types.Level.Error => ("error", "red"),
        LogLine.Types.Level.Fatal => ("fatal", "red"),
        LogLine.Types.Level.Panic => ("panic", "red"),
        _ => ("log", "dim"),
    };
}
