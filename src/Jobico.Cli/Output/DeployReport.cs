using Jobico.Api.V1;
using Spectre.Console;

namespace Jobico.Cli.Output;

/// <summary>What a deployment, redeployment or rollback came to.</summary>
internal static class DeployReport
{
    private const int ShownHashLength = 12;

    /// <summary>Writes it: results on the one screen, warnings on the other.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="file">What the warnings are about.</param>
    /// <param name="response">What the server answered.</param>
    public static void Write(Session session, string file, DeployResponse response)
    {
        ProblemLines.Write(session.Error, file, response.Warnings);
        if (session.Json)
        {
            session.Out.Json(response);
            return;
        }
        JobVersion version = response.Version;
        Screen screen = session.Out;
        string whose = $"of tenant {version.Tenant}";
        if (response.Unchanged)
        {
            screen.Line(
                $"Unchanged: job [bold]{version.Job}[/] {whose} is at version {version.Number}: nothing to do.");
        }
        else if (version.RollbackTo > 0)
        {
            string repeats = $"version {version.Number} is live and repeats version {version.RollbackTo}";
            screen.Line($"[green]Rolled back[/] job [bold]{version.Job}[/] {whose}: {repeats}.");
        }
        else
        {
            screen.Line($"[green]Deployed[/] job [bold]{version.Job}[/] {whose}: version {version.Number} is live.");
        }
        WriteFiles(screen, version);
        if (version.Events.Count > 0)
        {
            screen.Line($"Post an event:");
            screen.Plain("  " + CurlLine.For(session.Listener, version.Tenant, version.Events[0], "{}"));
        }
    }

    private static void WriteFiles(Screen screen, JobVersion version)
    {
        if (version.Files.Count == 0) return;
        var table = new Table().NoBorder();
        table.AddColumn(new TableColumn("[dim]  file[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]sha256[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]size[/]").RightAligned().NoWrap());
        foreach (PinnedFile file in version.Files.DistinctBy(file => file.Reference))
        {
            string hash = file.Sha256.Length > ShownHashLength ? file.Sha256[..ShownHashLength] : file.Sha256;
            table.AddRow(
                Markup.Escape("  " + Visible.Line(file.Reference)),
                Markup.Escape(hash),
                Markup.Escape(Amounts.Size(file.SizeBytes)));
        }
        screen.Console.Write(table);
    }
}
