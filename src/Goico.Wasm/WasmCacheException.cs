namespace Goico.Wasm;

/// <summary>The folder for compiled code can't be used at all: the engine does not start.</summary>
public sealed class WasmCacheException : Exception
{
    internal WasmCacheException(string folder, Exception inner)
        : base($"The folder for compiled code, '{folder}', can't be used: {inner.Message}. " +
            "Give one that this process may write to, or none.", inner) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>False: the folder, its rights or the disk need a person's hand.</summary>
    public bool IsTransient { get; }
}
