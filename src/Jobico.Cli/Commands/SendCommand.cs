using System.CommandLine;
using System.Text.Json;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico send EVENT DATA</c>: posts events to the Listener.</summary>
internal static class SendCommand
{
    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var name = new Argument<string>("EVENT") { Description = "The event's id." };
        var data = new Argument<string[]>("DATA")
        {
            Description = "Each one event: JSON, @FILE that holds it, or - for a line of standard input each.",
            Arity = ArgumentArity.OneOrMore,
        };
        var wait = new Option<bool>("--wait") { Description = "Wait for the executions and show what came of them." };
        var command = new Command("send", "Post events to the Listener.") { name, data, wait };
        command.Does(surroundings, (session, cancellationToken) => SendAsync(
            session,
            session.Parsed.GetRequiredValue(name),
            session.Parsed.GetRequiredValue(data),
            session.Parsed.GetValue(wait),
            cancellationToken));
        return command;
    }

    private static async Task<int> SendAsync(
        Session session, string eventId, string[] data, bool wait, CancellationToken cancellationToken)
    {
        string tenant = session.Tenant ?? "default";
        using var listener = new ListenerClient(session.Listener);
        var batches = new EventBatches(session, data);
        await using OutcomeWatch? watch = wait
            ? await OutcomeWatch.StartAsync(session, tenant, eventId, cancellationToken)
            : null;
        await foreach (IReadOnlyList<string> batch in batches.ReadAsync(cancellationToken))
        {
            switch (await listener.PostAsync(tenant, eventId, batch, cancellationToken))
            {
                case PostResult.Accepted(var ids):
                    Accepted(session, ids, quiet: wait);
                    watch?.Expect(ids);
                    break;
                case PostResult.Refused refused:
                    if (session.Json) session.Error.Plain(refused.Body);
                    else RefusalLines.Write(session.Error, refused);
                    return ExitCodes.Failed;
                default:
                    throw new InvalidOperationException("A result that is none of the closed set.");
            }
        }
        return watch is null || await watch.AllWentWellAsync(cancellationToken) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void Accepted(Session session, IReadOnlyList<string> ids, bool quiet)
    {
        // With --wait the executions are the result, and the ids are on the way to it.
        Screen screen = quiet ? session.Error : session.Out;
        if (session.Json)
        {
            screen.Plain(JsonSerializer.Serialize(new Dictionary<string, IReadOnlyList<string>> { ["ids"] = ids }));
            return;
        }
        foreach (string id in ids) screen.Line($"[green]Accepted[/] {id}");
    }
}
