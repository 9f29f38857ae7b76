using System.Collections.Immutable;
using Goico.Wasm.Outbound;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Local;

/// <summary>What a run may ask of its host; nothing unless told.</summary>
internal sealed record RunGrants
{
    /// <summary>Origins that it may send HTTP requests to.</summary>
    public ImmutableArray<OutboundOrigin> Http { get; init; } = [];

    /// <summary>What it may do with the key/value store.</summary>
    public KeyValueAccess Store { get; init; }

    /// <summary>Events that it may publish.</summary>
    public ImmutableArray<string> Publish { get; init; } = [];
}
