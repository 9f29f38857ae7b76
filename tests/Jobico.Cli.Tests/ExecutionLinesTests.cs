using Google.Protobuf.WellKnownTypes;
using Jobico.Api.V1;
using Jobico.Cli.Output;
using Microsoft.Extensions.Time.Testing;

namespace Jobico.Cli.Tests;

public sealed class ExecutionLinesTests
{
    [Fact]
    public void Write_InPlainText_CutsNothing()
    {
        string shown = Shown(null, FakeRecorder.Make("A", execution => execution.Result = new string('x', 500)));

        Assert.Equal($"03:04:05 ev1 A #1 ok 350 µs {new string('x', 500)}\n", shown);
    }

    [Fact]
    public void Write_OnANarrowTerminal_GivesTheResultALineOfItsOwnAndCutsIt()
    {
        string shown = Shown(80, FakeRecorder.Make("01K0000000000000000000000A", execution =>
        {
            execution.Event = "order-placed";
            execution.Result = new string('x', 500);
        }));

        string[] lines = shown.Split('\n');
        Assert.Equal("03:04:05 order-placed 01K0000000000000000000000A #1 ok 350 µs", lines[0]);
        Assert.Equal("    " + new string('x', 74) + "…", lines[1]);
        Assert.All(lines, line => Assert.True(line.Length <= 80));
    }

    [Fact]
    public void Write_OfFaultsRetriesAndDeadLetters_SaysThemInWords()
    {
        string retried = Shown(null, FakeRecorder.Make("A", execution =>
        {
            execution.Outcome = Outcome.OutOfMemory;
            execution.Result = "";
            execution.Fault = "The program asked for more than 64 MiB.";
            execution.Disposition = Disposition.Retried;
            execution.NextAttemptAt = new DateTimeOffset(2026, 1, 2, 3, 4, 7, TimeSpan.Zero).ToTimestamp();
        }));
        string dead = Shown(null, FakeRecorder.Make("A", execution =>
        {
            execution.Outcome = Outcome.Error;
            execution.Code = 7;
            execution.Disposition = Disposition.DeadLettered;
        }));

        Assert.Equal(
            """
            03:04:05 ev1 A #1 out of memory 350 µs
                fault: The program asked for more than 64 MiB.
                retry: attempt 2 is due at 03:04:07

            """,
            retried);
        Assert.Equal(
            """
            03:04:05 ev1 A #1 error (code 7) 350 µs hello
                dead letter: no further attempt is made; the event is kept aside

            """,
            dead);
    }

    [Fact]
    public void Write_OfChainedEventWithLogs_MarksItAndShowsTheLines()
    {
        string shown = Shown(null, FakeRecorder.Make("A", execution =>
        {
            execution.Depth = 1;
            execution.Logs.Add(new LogLine { Level = LogLine.Types.Level.Info, Text = "checked [3] lines" });
            execution.Logs.Add(new LogLine { Level = LogLine.Types.Level.Warning, Text = "a\u001b[2Jb\nc" });
            execution.LogsTruncated = true;
        }));

        Assert.Equal(
            """
            03:04:05 ↳ ev1 A #1 ok 350 µs hello
                info    checked [3] lines
                warning a\u001b[2Jb\nc
                further log lines were over the limit

            """,
            shown);
    }

    [Fact]
    public void Write_OnAColourTerminal_KeepsEscapesToItself()
    {
        string shown = Shown(
            200, FakeRecorder.Make("A", execution => execution.Result = "\u001b[2J"), color: true);

        Assert.Contains("\u001b[", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[2J", shown, StringComparison.Ordinal);
    }

    private static string Shown(int? width, Execution execution, bool color = false)
    {
        var text = new StringWriter();
        using var screen = new Screen(text, width, color);
        new ExecutionLines(screen, new FakeTimeProvider(), logs: true).Write(execution);
        return text.ToString();
    }
}
