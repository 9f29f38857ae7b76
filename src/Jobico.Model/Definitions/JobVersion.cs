using System.Collections.Immutable;

namespace Jobico.Model.Definitions;

/// <summary>
/// One deploy of a job: immutable, numbered from 1, with the content of every file that it refers to pinned by hash.
/// </summary>
public sealed record JobVersion
{
    /// <summary>Whose job it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The version's number within the job, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it was deployed.</summary>
    public required DateTimeOffset DeployedAt { get; init; }

    /// <summary>The definition.</summary>
    public required JobDefinition Definition { get; init; }

    /// <summary>The definition as its author wrote it.</summary>
    public required string Source { get; init; }

    /// <summary>File references as written in the definition, and what each was pinned to.</summary>
    public required ImmutableSortedDictionary<string, FilePin> Files { get; init; }

    /// <summary>The version whose contents this one repeats, when it was made by a rollback; else null.</summary>
    public int? RollbackTo { get; init; }
}
