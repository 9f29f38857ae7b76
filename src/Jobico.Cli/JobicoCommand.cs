using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Grpc.Core;
using Jobico.Cli.Commands;
using Jobico.Cli.Remote;

namespace Jobico.Cli;

/// <summary>The command <c>jobico</c>: its grammar, and how every command ends.</summary>
internal static class JobicoCommand
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="surroundings">What it runs in.</param>
    /// <param name="cancellationToken">Ends it as an interrupt would.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, Surroundings surroundings, CancellationToken cancellationToken)
    {
        // "@FILE" is the event's file for `send`, not a file of further arguments.
        ParseResult parsed = Build(surroundings).Parse(
            args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction or null && parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await surroundings.Error.WriteLineAsync($"jobico: {message}");
            }
            await surroundings.Error.WriteLineAsync($"jobico: '{NameOf(parsed)} --help' shows what it takes.");
            return ExitCodes.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = surroundings.Out,
                    Error = surroundings.Error,
                    EnableDefaultExceptionHandler = false,
                    // Signals are handled here, by the command: a server drains longer than any fixed time.
                    ProcessTerminationTimeout = null,
                },
                cancellationToken);
        }
        catch (IOException) when (parsed.Action is HelpAction)
        {
            // Whoever read the help has read enough, as with `| head`.
            return ExitCodes.Ok;
        }
    }

    /// <summary>Gives a command what it does.</summary>
    /// <param name="command">The command.</param>
    /// <param name="surroundings">What it runs in.</param>
    /// <param name="action">What it does; it gives the exit code.</param>
    /// <param name="ownSignals">Whether the action handles signals itself.</param>
    public static void Does(
        this Command command,
        Surroundings surroundings,
        Func<Session, CancellationToken, Task<int>> action,
        bool ownSignals = false)
    {
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var session = new Session(parsed, surroundings);
            using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            bool watch = surroundings.WatchSignals && !ownSignals;
            using PosixSignalRegistration? interrupt = watch ? Watch(PosixSignal.SIGINT, interrupted) : null;
            using PosixSignalRegistration? terminate = watch ? Watch(PosixSignal.SIGTERM, interrupted) : null;
            return await RunAsync(session, action, interrupted.Token);
        });
    }

    private static async Task<int> RunAsync(
        Session session, Func<Session, CancellationToken, Task<int>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action(session, cancellationToken);
        }
        catch (CommandFailure failure)
        {
            session.Error.Fault(failure.Message);
            return failure.ExitCode;
        }
        catch (RpcException refusal) when (!cancellationToken.IsCancellationRequested)
        {
            session.Error.Fault(ApiFault.Describe(refusal, session.Connection.Address));
            return ExitCodes.Failed;
        }
        catch (Exception stopped) when (IsStop(stopped) && cancellationToken.IsCancellationRequested)
        {
            session.Error.Fault("Interrupted.");
            return ExitCodes.Failed;
        }
        catch (IOException) when (session.Out.IsBroken)
        {
            // Whoever read has read enough, as with `| head`.
            return ExitCodes.Ok;
        }
    }

    private static bool IsStop(Exception fault) =>
        fault is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled };

    private static PosixSignalRegistration Watch(PosixSignal signal, CancellationTokenSource interrupted) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // The first asks; another ends the process as signals do.
            if (interrupted.IsCancellationRequested) return;
            context.Cancel = true;
            interrupted.Cancel();
        });

    private static RootCommand Build(Surroundings surroundings)
    {
        var root = new RootCommand("Jobico: events into WebAssembly programs, durably. Start with 'jobico demo'.")
        {
            GlobalOptions.Tenant,
            GlobalOptions.Api,
            GlobalOptions.Listener,
            GlobalOptions.Output,
            GlobalOptions.NoColor,
            ServerCommand.Make(surroundings),
            DemoCommand.Make(surroundings),
            DeployCommand.Make(surroundings),
            RedeployCommand.Make(surroundings),
            RollbackCommand.Make(surroundings),
            UploadWasmCommand.Make(surroundings),
            UploadSchemaCommand.Make(surroundings),
            StreamFromRecorderCommand.Make(surroundings),
            SendCommand.Make(surroundings),
            SecretsCommand.Make(surroundings),
            RunCommand.Make(surroundings),
            InspectCommand.Make(surroundings),
            NewCommand.Make(surroundings),
        };
        // Not the name of whatever process hosts it.
        root.HelpName = "jobico";
        // Help is broken between words where the terminal ends, not within them.
        if (surroundings.OutWidth is { } width
            && root.Options.OfType<HelpOption>().FirstOrDefault()?.Action is HelpAction help)
        {
            help.MaxWidth = width;
        }
        return root;
    }

    private static string NameOf(ParseResult parsed)
    {
        string name = "";
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } inner;)
        {
            name = $" {inner.Command.Name}{name}";
            at = inner.Parent;
        }
        return "jobico" + name;
    }
}
