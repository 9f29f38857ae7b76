using System.Collections.Immutable;

namespace Jobico.Model.Definitions;

/// <summary>A program that processes events: which module, how it is called, what it may use.</summary>
public sealed record RuntimeDefinition
{
    /// <summary>The id within the job.</summary>
    public required string Id { get; init; }

    /// <summary>The name for people; the id where none was given.</summary>
    public required string Name { get; init; }

    /// <summary>The module's file name in the tenant's repository as written (the key <c>moduleref</c>).</summary>
    public required string ModuleRef { get; init; }

    /// <summary>The function to call (the key <c>mainfuncname</c>); null for the ABI's own.</summary>
    public string? MainFunction { get; init; }

    /// <summary>The ABI. Default: found out from the module.</summary>
    public RuntimeAbi Abi { get; init; }

    /// <summary>What one run may use.</summary>
    public RuntimeLimits Limits { get; init; } = RuntimeLimits.Default;

    /// <summary>Configuration: what programs read as environment variables or ask for, besides Jobico's own.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The names of the tenant's secrets that it is given, in their order; none is in
    /// <see cref="Environment"/> too.</summary>
    public ImmutableArray<string> Secrets { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>
    /// The origins that it may send HTTP requests to: <c>scheme://host</c> in lower case, with <c>:port</c> where that
    /// is not the scheme's own; a host that begins with <c>*.</c> stands for every host below it. Each once.
    /// </summary>
    public ImmutableArray<string> Http { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>What it may do with the tenant's key/value store. Default: nothing.</summary>
    public KeyValueAccess KeyValue { get; init; }

    /// <summary>The ids of the events that it may publish: of its own job, or of others of the tenant.</summary>
    public ImmutableArray<string> Publish { get; init => field = value.IsDefault ? [] : value; } = [];
}
