using System.CommandLine;
using Goico.Hosting;
using Jobico.Cli.Demo;
using Jobico.Storage;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico demo</c>: the main job before one's eyes, with nothing to prepare.</summary>
internal static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var exit = new Option<bool>("--exit") { Description = "End once everything has been shown." };
        var data = new Option<string?>("--data")
        {
            Description = "The folder for everything durable. Else a temporary one, removed at the end.",
            HelpName = "FOLDER",
        };
        var command = new Command("demo", "Start a server, deploy the bundled sample and watch events go through it.")
        {
            exit,
            data,
        };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            try
            {
                await using DemoServer server = await DemoServer.StartAsync(
                    session.Parsed.GetValue(data) is { } folder ? session.PathOf(folder) : null, cancellationToken);
                using var run = new DemoRun(session, server);
                await run.ShowAsync(stayUp: !session.Parsed.GetValue(exit), cancellationToken);
                return ExitCodes.Ok;
            }
            catch (Exception fault) when (fault is StorageException or HostingException)
            {
                throw CommandFailure.Failed(fault.Message, fault);
            }
        });
        return command;
    }
}
