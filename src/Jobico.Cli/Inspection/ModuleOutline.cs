using System.Collections.Immutable;

namespace Jobico.Cli.Inspection;

/// <summary>What a module or a component says of itself, whether or not a server would take it.</summary>
internal sealed record ModuleOutline
{
    /// <summary>Whether it is a component.</summary>
    public bool IsComponent { get; init; }

    /// <summary>What it imports, in its order.</summary>
    public ImmutableArray<OutlineItem> Imports { get; init; } = [];

    /// <summary>What it exports, in its order.</summary>
    public ImmutableArray<OutlineItem> Exports { get; init; } = [];

    /// <summary>Its own or imported memories. A component's are within its modules, and not here.</summary>
    public ImmutableArray<OutlineMemory> Memories { get; init; } = [];

    /// <summary>How many functions it has code for; of a component in all its modules.</summary>
    public int Functions { get; init; }

    /// <summary>How many core modules a component holds.</summary>
    public int Modules { get; init; }

    /// <summary>Custom sections; of a component those of its modules too.</summary>
    public CustomSections Custom { get; init; } = new();

    /// <summary>What could not be read, for people; null where all was.</summary>
    public string? Problem { get; init; }
}

/// <summary>An import or an export.</summary>
/// <param name="Name">Its name; an import's of a core module is <c>module.name</c>.</param>
/// <param name="Kind">What it is, such as <c>func</c> or <c>memory</c>.</param>
/// <param name="Type">Its type in WebAssembly's or WIT's words; empty where it is not known.</param>
internal sealed record OutlineItem(string Name, string Kind, string Type)
{
    /// <summary>What an interface holds: name and type of each function.</summary>
    public ImmutableArray<OutlineItem> Members { get; init; } = [];
}

/// <summary>A linear memory as it is declared.</summary>
/// <param name="MinimumBytes">What it starts with.</param>
/// <param name="MaximumBytes">What it may grow to; null where nothing is said.</param>
internal sealed record OutlineMemory(long MinimumBytes, long? MaximumBytes);
