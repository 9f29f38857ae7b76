using Jobico.Cli.Remote;

namespace Jobico.Cli.Output;

/// <summary>Why a post was refused.</summary>
internal static class RefusalLines
{
    /// <summary>Writes the reason and each violation.</summary>
    public static void Write(Screen screen, PostResult.Refused refused)
    {
        screen.Line($"[red]Refused[/] ({refused.Status}): {Visible.Line(refused.Detail)}");
        foreach (Violation violation in refused.Violations)
        {
            screen.Line(
                $"  [bold]{Visible.Line(violation.Pointer)}[/] {violation.Keyword}: {Visible.Line(violation.Message)}");
        }
    }
}
