using Goico.Wasm;
using Jobico.Model.Executions;

namespace Jobico.Cli.Local;

/// <summary>What came of running a program here.</summary>
internal sealed record LocalRun
{
    /// <summary>What was run.</summary>
    public required LocalProgram Program { get; init; }

    /// <summary>What is known of the module.</summary>
    public required GuestModuleInfo Info { get; init; }

    /// <summary>How it ended.</summary>
    public required GuestOutcome Outcome { get; init; }

    /// <summary>How long it took to compile the module, or to load its compiled code.</summary>
    public required TimeSpan LoadTime { get; init; }

    /// <summary>What it published, in order; the events exist only where it succeeded.</summary>
    public required IReadOnlyList<PublishedEvent> Published { get; init; }

    /// <summary>How often it made each kind of request.</summary>
    public required IReadOnlyDictionary<string, int> Calls { get; init; }

    /// <summary>Its requests that were answered, in order.</summary>
    public required IReadOnlyList<AnsweredRequest> Answered { get; init; }

    /// <summary>Of the further runs; null where none were wanted.</summary>
    public RepeatedRuns? Repeated { get; init; }
}
