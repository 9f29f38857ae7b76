using System.CommandLine;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Cli.Definitions;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico stream-from-recorder NAME</c>: shows a job's executions as they are recorded.</summary>
internal static class StreamFromRecorderCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME")
        {
            Description = "The job's id, or the name under which its definition's file was deployed.",
        };
        var logs = new Option<bool>("--logs") { Description = "Show the program's log lines below each execution." };
        var fromBeginning = new Option<bool>("--from-beginning")
        {
            Description = "Begin with the oldest execution that is kept. Else with the next one.",
        };
        var count = new Option<int?>("--count")
        {
            Description = "End after so many executions. Else go on until interrupted.",
            HelpName = "N",
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int number) && number < 1)
            {
                result.AddError("--count takes a number from 1.");
            }
        });
        var command = new Command("stream-from-recorder", "Show a job's executions as they happen.")
        {
            name,
            logs,
            fromBeginning,
            count,
        };
        command.Does(surroundings, async (session, cancellationToken) =>
        {
            try
            {
                JobName job = await JobName.FindAsync(
                    session, session.Parsed.GetRequiredValue(name), tenant: null, cancellationToken);
                var tail = new ExecutionTail(
                    session.Connection.Recorder,
                    new ExecutionFilter { Tenant = job.Tenant, Job = job.Job },
                    session.Parsed.GetValue(fromBeginning) ? "0" : "",
                    surroundings.Time)
                {
                    ConnectionChanged = broken => SayConnection(session, broken),
                };
                await ShowAsync(
                    session, tail, session.Parsed.GetValue(logs), session.Parsed.GetValue(count), cancellationToken);
            }
            catch (Exception stopped) when (
                cancellationToken.IsCancellationRequested && stopped is (OperationCanceledException or RpcException))
            {
                // To be interrupted is how a stream ends.
            }
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task ShowAsync(
        Session session, ExecutionTail tail, bool logs, int? count, CancellationToken cancellationToken)
    {
        var lines = new ExecutionLines(session.Out, session.Surroundings.Time, logs);
        int shown = 0;
        await foreach (TailItem item in tail.ReadAsync(cancellationToken))
        {
            if (item.ItemCase == TailItem.ItemOneofCase.MissedAtMost)
            {
                session.Error.Warning(
                    $"Up to {item.MissedAtMost} executions that were to come here are no longer kept.");
            }
            if (item.Execution is not { } execution) continue;
            if (session.Json) session.Out.Json(execution);
            else lines.Write(execution);
            if (++shown == count) return;
        }
    }

    private static void SayConnection(Session session, RpcException? broken)
    {
        if (broken is null) session.Error.Line($"[green]Connected again[/]: nothing was missed.");
        else session.Error.Warning("The connection is broken: trying again until the server is back.");
    }
}
