using System.Diagnostics;
using Goico.Wasm;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;

namespace Jobico.Cli.Local;

/// <summary>Runs a program in this process, as an executor would.</summary>
internal sealed class LocalRunner(Session session, LocalProgram program, LocalStore store)
{
    private readonly TimeProvider _time = session.Surroundings.Time;

    /// <summary>Runs it once, and then as often as wanted.</summary>
    /// <param name="input">The event.</param>
    /// <param name="repeat">How many further runs.</param>
    /// <param name="cacheFolder">Where compiled code is kept; null for nowhere.</param>
    /// <param name="cancellationToken">Stops the program.</param>
    /// <exception cref="CommandFailure">There is nothing that can be run.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LocalRun Run(
        ReadOnlyMemory<byte> input, int repeat, string? cacheFolder, CancellationToken cancellationToken)
    {
        using WasmEngine engine = Open(cacheFolder);
        using OutboundHttp? http = program.Grants.Http.IsEmpty
            ? null
            : new OutboundHttp(new OutboundOptions(), _time);
        long began = _time.GetTimestamp();
        using Guest guest = Load(engine);
        TimeSpan loadTime = _time.GetElapsedTime(began);
        var ledger = new RequestLedger(MakeHost(http));
        GuestOutcome outcome = Run(guest, input, ledger, cancellationToken);
        return new LocalRun
        {
            Program = program,
            Info = guest.Info,
            Outcome = outcome,
            LoadTime = loadTime,
            Published = ledger.Published,
            Calls = ledger.Counts,
            Answered = ledger.Answered,
            Repeated = repeat > 0 ? Repeat(guest, input, http, outcome, repeat, cancellationToken) : null,
        };
    }

    private RepeatedRuns Repeat(
        Guest guest,
        ReadOnlyMemory<byte> input,
        OutboundHttp? http,
        GuestOutcome first,
        int count,
        CancellationToken cancellationToken)
    {
        var durations = new TimeSpan[count];
        int different = 0;
        for (int run = 0; run < count; run++)
        {
            GuestOutcome outcome = Run(guest, input, MakeHost(http), cancellationToken);
            durations[run] = outcome.Duration;
            if (!IsAlike(first, outcome)) different++;
        }
        return RepeatedRuns.Of(durations, different);
    }

    private IGuestHost MakeHost(OutboundHttp? http) => program.Replay is { } answered
        ? new ReplayHost(answered)
        : new LocalHost(program.Grants, store, http, program.PublishSchemas);

    private GuestOutcome Run(
        Guest guest, ReadOnlyMemory<byte> input, IGuestHost host, CancellationToken cancellationToken)
    {
        GuestOutcome outcome = guest.Run(new GuestCall
        {
            Input = input,
            Limits = program.Limits,
            Environment = program.FullEnvironment,
            Secrets = program.Secrets,
            Host = host,
            Determinism = program.Determinism,
            Cancellation = cancellationToken,
        });
        return outcome is GuestOutcome.Cancelled ? throw new OperationCanceledException(cancellationToken) : outcome;
    }

    /// <summary>
    /// The engine of a server, for one run at a time. A cache that can't be used costs time, and nothing else.
    /// </summary>
    private WasmEngine Open(string? cacheFolder)
    {
        var options = new WasmEngineOptions
        {
            MaxConcurrentInstances = 1,
            MaxModuleBytes = ModuleFile.MaxBytes,
            CacheFolder = cacheFolder,
        };
        try
        {
            return new WasmEngine(options, _time);
        }
        catch (WasmCacheException)
        {
            return new WasmEngine(options with { CacheFolder = null }, _time);
        }
    }

    private Guest Load(WasmEngine engine) => engine.Load(
        program.Wasm.Span, program.MainFunction, program.Abi, metered: program.Limits.Fuel is not null) switch
    {
        GuestCompilation.Loaded(var guest) => guest,
        GuestCompilation.NotWasm(var message) => throw Refused(message),
        GuestCompilation.DoesNotCompile(var message) => throw Refused(message),
        GuestCompilation.CompilerFailed(var message) => throw Refused(message),
        GuestCompilation.FitsNoAbi misfit => throw Refused(
            misfit.MainCandidates.Count == 0 || misfit.MainCandidates.Contains(program.MainFunction ?? "event")
                ? misfit.Message
                : $"{misfit.Message} Name the function to call with --main: "
                    + $"{string.Join(", ", misfit.MainCandidates)}."),
        _ => throw new UnreachableException("A compilation has an unknown result."),
    };

    private CommandFailure Refused(string message)
    {
        session.Error.Line($"{program.Shown}: [red]error[/]: {message}");
        return CommandFailure.Failed($"{program.Shown} can't be run; 'jobico inspect {program.Shown}' says more.");
    }

    private static bool IsAlike(GuestOutcome first, GuestOutcome other) => (first, other) switch
    {
        (GuestOutcome.Returned(var code, var result), GuestOutcome.Returned(var otherCode, var otherResult)) =>
            code == otherCode && result.Span.SequenceEqual(otherResult.Span),
        _ => first.GetType() == other.GetType(),
    };
}
