using System.CommandLine;
using Goico.Hosting;
using Goico.Hosting.Settings;
using Jobico.Cli.Output;
using Jobico.Server;
using Jobico.Storage;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico server</c>: the whole platform in this process.</summary>
internal static class ServerCommand
{
    /// <summary>Variables that are this command line's own, though they begin like the server's settings.</summary>
    private static readonly string[] ClientVariables = ["JOBICO_API=", "JOBICO_LISTENER=", "JOBICO_TENANT="];

    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var config = new Option<string?>("--config")
        {
            Description = "A JSON file with settings. Else the one that JOBICO_CONFIG names.",
            HelpName = "FILE",
        };
        // Their values are read where all settings are, so that a flag and a variable are understood alike.
        Option<string?>[] settings =
        [
            Setting("--data", "FOLDER", "The folder for everything durable. Default jobico-data."),
            Setting("--listen", "ADDRESS", "Where events are taken. Default 127.0.0.1:8080."),
            Setting("--api-listen", "ADDRESS", "Where the API is served. Default 127.0.0.1:8081."),
            Setting("--drain-timeout", "TIME", "How long running programs may take to end at a stop. Default 30s."),
            Setting("--log-format", "text|json", "How log lines are written. Default text."),
            Setting("--log-level", "LEVEL", "The least grave log lines: trace to critical. Default information."),
            Setting("--workers", "N", "How many programs run at once while all are quick. Default: processors."),
            Setting("--max-workers", "N", "How many programs run at once, slow ones included. Default 64."),
            Setting("--max-body-bytes", "SIZE", "The largest post. Default 4MiB."),
            Setting("--max-events-per-post", "N", "The most events in one post. Default 10000."),
            Setting("--max-module-bytes", "SIZE", "The largest module. Default 64MiB."),
            Setting("--compile-time", "TIME", "How long a module may take to compile. Default 60s."),
            Setting("--max-schema-bytes", "SIZE", "The largest schema. Default 1MiB."),
            Setting("--private-http", "true|false", "Whether definitions may grant private addresses. Default true."),
            Setting("--http-proxy", "URL", "The proxy for programs' HTTP requests, http://host:port. Default none."),
        ];
        var allowAnonymous = new Option<bool>("--allow-anonymous")
        {
            Description = "Permit addresses other than loopback, though nobody is asked who they are.",
        };
        var command = new Command("server", "Run the platform.") { config, allowAnonymous };
        foreach (Option<string?> setting in settings) command.Add(setting);
        command.Does(
            surroundings,
            (session, cancellationToken) =>
            {
                Dictionary<string, string?> flags = settings.ToDictionary(
                    setting => setting.Name[2..], session.Parsed.GetValue);
                if (session.Parsed.GetValue(allowAnonymous)) flags["allow-anonymous"] = "true";
                return RunAsync(session, session.Parsed.GetValue(config), flags, cancellationToken);
            },
            ownSignals: true);
        return command;
    }

    private static Option<string?> Setting(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    private static async Task<int> RunAsync(
        Session session, string? config, Dictionary<string, string?> flags, CancellationToken cancellationToken)
    {
        switch (ServerOptions.Read(config, flags))
        {
            case SettingsResult<ServerOptions>.Bound(var options, _, var warnings):
                foreach (string warning in warnings.Where(IsForServer)) session.Error.Warning(warning);
                return await RunAsync(session, options, cancellationToken);
            case SettingsResult<ServerOptions>.Invalid(var errors):
                foreach (string error in errors) session.Error.Fault(error);
                return ExitCodes.Usage;
            default:
                throw new InvalidOperationException("A result that is none of the closed set.");
        }
    }

    private static async Task<int> RunAsync(
        Session session, ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using JobicoServer server = await JobicoServer.StartAsync(
                options, session.Surroundings.Compiler, heedSignals: true, cancellationToken);
            Screen screen = session.Out;
            screen.Line($"[green]Jobico is running.[/] Stop it with Ctrl-C: programs that run may finish first.");
            screen.Plain($"  events  {Text(server.Listener)}/events/{{tenant}}/{{event}}");
            screen.Plain($"  API     {Text(server.Api)}");
            screen.Plain($"  data    {session.PathOf(options.Data)}");
            StopReport report = await server.RunUntilSignalAsync(cancellationToken);
            foreach (string fault in report.Faults) session.Error.Fault(fault);
            if (!report.Drained)
            {
                session.Error.Warning("Some programs had not ended in time: their events run again at the next start.");
            }
            return report.Faults.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        }
        catch (Exception fault) when (fault is StorageException or HostingException)
        {
            throw CommandFailure.Failed(fault.Message, fault);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // A signal ended the start: what was asked for is done.
            return ExitCodes.Ok;
        }
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');

    private static bool IsForServer(string warning) =>
        !ClientVariables.Any(variable => warning.StartsWith(variable, StringComparison.Ordinal));
}
