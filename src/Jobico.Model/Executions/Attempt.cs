namespace Jobico.Model.Executions;

/// <summary>What an executor reports of one run: what happened, not yet what follows from it.</summary>
public sealed class Attempt
{
    /// <summary>How it ended.</summary>
    public required ExecutionOutcome Outcome { get; init; }

    /// <summary>The program's code; 0 unless <see cref="Outcome"/> is <see cref="ExecutionOutcome.Error"/>.</summary>
    public ulong Code { get; init; }

    /// <summary>The program's result in UTF-8; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>What went wrong, for people; null when the program returned.</summary>
    public string? Fault { get; init; }

    /// <summary>The lines it logged, oldest first.</summary>
    public IReadOnlyList<LogLine> Logs { get; init; } = [];

    /// <summary>Whether it logged more than was kept.</summary>
    public bool LogsTruncated { get; init; }

    /// <summary>
    /// The events that it published, in their order; they count only where <see cref="Outcome"/> is
    /// <see cref="ExecutionOutcome.Ok"/>. No part of the record.
    /// </summary>
    public IReadOnlyList<PublishedEvent> Published { get; init; } = [];

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it ran.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The most linear memory it had, in bytes; 0 where unknown.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>The number of the job's version that it ran under; 0 where no version was live.</summary>
    public int Version { get; init; }

    /// <summary>The SHA-256 of the module that ran, in lower-case hex; null where none did.</summary>
    public string? ModuleSha256 { get; init; }
}
