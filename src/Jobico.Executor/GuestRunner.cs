using System.Diagnostics;
using System.Globalization;
using Goico.Wasm;
using Jobico.Executor.Capabilities;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Model.Executions;
using GuestLogLevel = Jobico.Model.Executions.GuestLogLevel;

namespace Jobico.Executor;

/// <summary>One event through one fresh sandbox: from the delivered event to what is reported of it.</summary>
internal sealed class GuestRunner(RunHosts hosts, TimeProvider time)
{
    /// <summary>Runs it on the calling thread; null when it was stopped from outside.</summary>
    /// <param name="guest">The program.</param>
    /// <param name="delivered">The event.</param>
    /// <param name="secrets">The secrets that its definition names, as far as they are set.</param>
    /// <param name="cancel">Stops it.</param>
    public Attempt? Run(
        Guest guest,
        DeliveredEvent delivered,
        IReadOnlyDictionary<string, string> secrets,
        CancellationToken cancel)
    {
        RuntimeDefinition runtime = delivered.Binding.Runtime!;
        RunHost? host = hosts.For(delivered);
        DateTimeOffset startedAt = time.GetUtcNow();
        GuestOutcome outcome = guest.Run(new GuestCall
        {
            Input = delivered.Lease.Data,
            Limits = LimitsOf(runtime.Limits),
            Environment = new RunEnvironment(delivered),
            Secrets = secrets,
            Host = host,
            Cancellation = cancel,
        });
        return outcome switch
        {
            GuestOutcome.Returned(var code, var result) => Report(
                delivered, outcome, startedAt,
                code == 0 ? ExecutionOutcome.Ok : ExecutionOutcome.Error, null, code, result,
                code == 0 && host is not null ? host.Published : []),
            GuestOutcome.Trapped trapped => Report(
                delivered, outcome, startedAt, ExecutionOutcome.Trap, FaultOf(trapped)),
            GuestOutcome.TimedOut(var limit) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.Timeout,
                $"It ran longer than {limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s and was stopped."),
            GuestOutcome.OutOfMemory(_, var message) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.OutOfMemory, message),
            GuestOutcome.OutOfFuel(var limit) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.OutOfFuel,
                $"It used up its fuel of {limit.ToString(CultureInfo.InvariantCulture)} and was stopped."),
            GuestOutcome.OutputTooLarge(var limit) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.OutputTooLarge,
                $"Its result is larger than {limit} bytes."),
            GuestOutcome.BadResult(var message) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.BadResult, message),
            GuestOutcome.HostFault(var message) => Report(
                delivered, outcome, startedAt, ExecutionOutcome.HostFault, message),
            GuestOutcome.Cancelled => null,
            _ => throw new UnreachableException($"The sandbox gave an unknown outcome: {outcome.GetType()}."),
        };
    }

    /// <summary>The report of an event whose program could not be run at all.</summary>
    public Attempt NotRun(DeliveredEvent delivered, ExecutionOutcome outcome, string fault) => new()
    {
        Outcome = outcome,
        Fault = fault,
        StartedAt = time.GetUtcNow(),
        Duration = TimeSpan.Zero,
        Version = delivered.Binding.Version.Number,
        ModuleSha256 = delivered.Binding.Module!.Sha256,
    };

    private static Attempt Report(
        DeliveredEvent delivered,
        GuestOutcome ran,
        DateTimeOffset startedAt,
        ExecutionOutcome outcome,
        string? fault,
        ulong code = 0,
        ReadOnlyMemory<byte> result = default,
        IReadOnlyList<PublishedEvent>? published = null) => new()
        {
            Outcome = outcome,
            Code = code,
            Result = result,
            Fault = fault,
            Logs = LogsOf(ran.Logs),
            LogsTruncated = ran.LogsTruncated,
            Published = published ?? [],
            StartedAt = startedAt,
            Duration = ran.Duration,
            PeakMemoryBytes = ran.PeakMemoryBytes,
            Version = delivered.Binding.Version.Number,
            ModuleSha256 = delivered.Binding.Module!.Sha256,
        };

    private static LogLine[] LogsOf(IReadOnlyList<GuestLogLine> lines)
    {
        if (lines.Count == 0) return [];
        var logs = new LogLine[lines.Count];
        for (int index = 0; index < logs.Length; index++)
        {
            GuestLogLine line = lines[index];
            logs[index] = new LogLine((GuestLogLevel)line.Level, line.Offset, line.Utf8);
        }
        return logs;
    }

    private static GuestLimits LimitsOf(RuntimeLimits limits) =>
        ReferenceEquals(limits, RuntimeLimits.Default)
            ? GuestLimits.Default
            : new GuestLimits
            {
                MemoryBytes = limits.MemoryBytes,
                Time = limits.Time,
                OutputBytes = limits.OutputBytes,
                LogBytes = limits.LogBytes,
                Fuel = limits.Fuel,
                HostCalls = limits.HostCalls,
            };

    private static string FaultOf(GuestOutcome.Trapped trapped) =>
        trapped.Backtrace.Count == 0
            ? trapped.Message
            : $"{trapped.Message}\n{string.Join('\n', trapped.Backtrace.Select(LineOf))}";

    private static string LineOf(GuestFrame frame) =>
        $"  at {frame.Function ?? "<a function without a name>"} ({frame.Place})";
}
