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

    /// <summary>Environment variables that a command program sees, besides Jobico's own.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
