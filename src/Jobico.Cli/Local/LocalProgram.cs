using System.Collections.Immutable;
using Goico.JsonSchema;
using Goico.Wasm;

namespace Jobico.Cli.Local;

/// <summary>A program as it is to be run here: its bytes, how it is called, what it is given and may use.</summary>
internal sealed record LocalProgram
{
    /// <summary>The module's path as people know it.</summary>
    public required string Shown { get; init; }

    /// <summary>The module.</summary>
    public required ReadOnlyMemory<byte> Wasm { get; init; }

    /// <summary>The ABI it must fit.</summary>
    public GuestAbi Abi { get; init; }

    /// <summary>The function to call; null for the ABI's own.</summary>
    public string? MainFunction { get; init; }

    /// <summary>What a run may use.</summary>
    public GuestLimits Limits { get; init; } = GuestLimits.Default;

    /// <summary>Whose, which job's, which event's: what the program is told of where it runs.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>Configuration.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The names of the secrets that it is given.</summary>
    public ImmutableArray<string> SecretNames { get; init; } = [];

    /// <summary>Secrets.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What it may ask of its host.</summary>
    public RunGrants Grants { get; init; } = new();

    /// <summary>Its clock and its chance; null for the world's own.</summary>
    public GuestDeterminism? Determinism { get; init; }

    /// <summary>What its requests are answered, in order; null where they are answered afresh.</summary>
    public IReadOnlyList<AnsweredRequest>? Replay { get; init; }

    /// <summary>What its event must look like; null where nothing says.</summary>
    public EventSchema? Schema { get; init; }

    /// <summary>What the events that it publishes must look like.</summary>
    public PublishSchemas PublishSchemas { get; init; } = PublishSchemas.None;

    /// <summary>What a run is given as its environment, Jobico's own variables first, as by the executor.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FullEnvironment =>
    [
        new("JOBICO_TENANT", Identity.Tenant),
        new("JOBICO_JOB", Identity.Job),
        new("JOBICO_EVENT", Identity.Event),
        new("JOBICO_EVENT_ID", RunIdentity.EventId),
        new("JOBICO_ATTEMPT", "1"),
        .. Environment,
    ];
}

/// <summary>What a program is told of where it runs.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Job">The job's id.</param>
/// <param name="Event">The event's id in its definition.</param>
internal sealed record RunIdentity(string Tenant, string Job, string Event)
{
    /// <summary>The event's own id: here always the same, so that runs can be compared.</summary>
    public const string EventId = "00000000000000000000000000";
}

/// <summary>A schema and where it is from.</summary>
/// <param name="Shown">Its file as people know it.</param>
/// <param name="Schema">The schema.</param>
internal sealed record EventSchema(string Shown, JsonSchema Schema);
