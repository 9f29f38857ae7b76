using Jobico.Api.V1;

namespace Jobico.Cli.Output;

/// <summary>What an upload came to.</summary>
internal static class UploadReport
{
    /// <summary>Writes it.</summary>
    /// <param name="session">The command's run.</param>
    /// <param name="screen">Where to: an upload on the way to a deployment is progress, not a result.</param>
    /// <param name="shown">The file's path as it was given.</param>
    /// <param name="response">What the server answered.</param>
    public static void Write(Session session, Screen screen, string shown, UploadResponse response)
    {
        foreach (string warning in response.Warnings)
        {
            session.Error.Line($"{shown}: [yellow]warning[/]: {Visible.Line(warning)}");
        }
        if (session.Json)
        {
            if (ReferenceEquals(screen, session.Out)) screen.Json(response);
            return;
        }
        WriteFile(screen, response);
    }

    private static void WriteFile(Screen screen, UploadResponse response)
    {
        Api.V1.File file = response.File;
        string abi = file.Abi.Length > 0 ? $", {file.Abi} ABI" : "";
        if (response.Unchanged)
        {
            screen.Line($"Unchanged [bold]{file.Name}[/] of tenant {file.Tenant}: {Amounts.Size(file.SizeBytes)}{abi}");
        }
        else
        {
            string size = Amounts.Size(file.SizeBytes);
            screen.Line($"[green]Uploaded[/] [bold]{file.Name}[/] to tenant {file.Tenant}: {size}{abi}");
        }
        screen.Plain($"  sha256 {file.Sha256}");
    }
}
