using System.Collections.Immutable;

namespace Jobico.Cli.Local;

/// <summary>What a run may ask of its host; nothing unless told.</summary>
internal sealed record RunGrants
{
    /// <summary>Origins that it may send HTTP requests to.</summary>
    public ImmutableArray<string> Http { get; init; } = [];

    /// <summary>What it may do with the key/value store.</summary>
    public StoreAccess Store { get; init; }

    /// <summary>Events that it may publish.</summary>
    public ImmutableArray<string> Publish { get; init; } = [];
}

/// <summary>What may be done with a key/value store.</summary>
internal enum StoreAccess
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Values may be read.</summary>
    Read,

    /// <summary>Values may be read and changed.</summary>
    Write,
}
