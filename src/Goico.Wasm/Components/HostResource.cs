namespace Goico.Wasm.Components;

/// <summary>
/// The resources of WASI that the host knows; the numbers tell them apart in the engine. Of <see cref="Pollable"/>,
/// <see cref="InputStream"/> and <see cref="OutputStream"/> alone there ever are any: the others are named by types.
/// </summary>
internal enum HostResource : uint
{
    /// <summary>What a stream may fail with.</summary>
    Error = 1,

    /// <summary>Something that can be waited for.</summary>
    Pollable = 2,

    /// <summary>Standard input.</summary>
    InputStream = 3,

    /// <summary>Standard output and error.</summary>
    OutputStream = 4,

    /// <summary>The first number for a resource of which the host has only the name.</summary>
    FirstUnknown = 100,
}
