using System.Buffers.Binary;
using System.CommandLine;
using System.Security.Cryptography;
using Goico.JsonSchema;
using Goico.Wasm;
using Jobico.Cli.Local;
using Jobico.Cli.Output;

namespace Jobico.Cli.Commands;

/// <summary><c>jobico run PROGRAM [EVENT]</c>: runs a program on an event, without a server.</summary>
internal static class RunCommand
{
    private const int MaxRepeat = 1_000_000;

    /// <summary>The command.</summary>
    public static Command Make(Surroundings surroundings)
    {
        var program = new Argument<string>("PROGRAM")
        {
            Description = "The module, or a definition (.yaml) that names it.",
        };
        var data = new Argument<string?>("EVENT")
        {
            Description = "The event: JSON, a file that holds it, or - for standard input. Else null.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("run", "Run a program on an event, without a server.") { program, data };
        foreach (Option option in RunOptions.All) command.Add(option);
        command.Does(surroundings, (session, cancellationToken) => RunAsync(
            session,
            session.Parsed.GetRequiredValue(program),
            session.Parsed.GetValue(data),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, string name, string? data, CancellationToken cancellationToken)
    {
        int repeat = (int?)LimitOptions.Number(
            session.Parsed.GetValue(RunOptions.Repeat), RunOptions.Repeat, 1, MaxRepeat) ?? 0;
        string? storeFile = session.Parsed.GetValue(RunOptions.Store);
        LocalProgram program = await new ProgramReading(session).ReadAsync(name, cancellationToken);
        (program, RunRecording? replayed) = await RecordedAsync(session, program, cancellationToken);
        ReadOnlyMemory<byte> input = data is null && replayed is not null
            ? replayed.Event
            : await EventArgument.ReadAsync(session, data, cancellationToken);
        if (program.Schema is { } schema && !Fits(session, schema, input)) return ExitCodes.Failed;
        LocalStore store = storeFile is null
            ? new LocalStore()
            : await LocalStore.OpenAsync(session, storeFile, cancellationToken);
        string? cache = session.Parsed.GetValue(RunOptions.NoCache) ? null : CacheFolder.Of(session.Surroundings);
        // A guest occupies its thread until it ends.
        LocalRun run = await Task.Factory.StartNew(
            () => new LocalRunner(session, program, store).Run(input, repeat, cache, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (storeFile is not null) await store.SaveAsync(session, storeFile, cancellationToken);
        if (session.Parsed.GetValue(RunOptions.Record) is { } record)
        {
            await new RunRecording(input, program.Determinism!, run.Answered).WriteAsync(
                session, record, cancellationToken);
        }
        if (session.Json) RunJson.Write(session.Out, run);
        else RunReport.Write(session, run);
        return run.Outcome is GuestOutcome.Returned { Code: 0 } ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <summary>The program with what a recording gives it, or with what can be recorded.</summary>
    private static async Task<(LocalProgram Program, RunRecording? Replayed)> RecordedAsync(
        Session session, LocalProgram program, CancellationToken cancellationToken)
    {
        string? record = session.Parsed.GetValue(RunOptions.Record);
        if (session.Parsed.GetValue(RunOptions.Replay) is not { } replay)
        {
            // Only what is repeatable can be recorded: chance is given a seed, and the clock a start.
            return record is null || program.Determinism is not null
                ? (program, null)
                : (program with { Determinism = Chance(session.Surroundings.Time) }, null);
        }
        if (record is not null) throw CommandFailure.Usage("--record and --replay: a run is one or the other.");
        RunRecording recording = await RunRecording.ReadAsync(session, replay, cancellationToken);
        LocalProgram replayed = program with
        {
            Determinism = program.Determinism ?? recording.Determinism,
            Replay = recording.Answered,
        };
        return (replayed, recording);
    }

    private static GuestDeterminism Chance(TimeProvider time) => new(
        time.GetUtcNow(), BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))));

    private static bool Fits(Session session, EventSchema schema, ReadOnlyMemory<byte> input)
    {
        SchemaVerdict verdict = schema.Schema.Validate(input.Span);
        if (verdict.IsValid) return true;
        session.Error.Line($"[red]Refused[/]: the event does not fit schema '{schema.Shown}': nothing was run.");
        foreach (SchemaViolation violation in verdict.Violations)
        {
            string place = violation.InstanceLocation.Length == 0 ? "/" : violation.InstanceLocation;
            session.Error.Line(
                $"  [bold]{Visible.Line(place)}[/] {violation.Keyword}: {Visible.Line(violation.Message)}");
        }
        return false;
    }
}
