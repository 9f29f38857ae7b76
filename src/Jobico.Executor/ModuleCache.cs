using System.Diagnostics;
using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Model.Definitions;
using Jobico.Storage;

namespace Jobico.Executor;

/// <summary>
/// Compiled modules, ready to run, by what they are: loaded when first needed, let go when long unused.
/// </summary>
internal sealed class ModuleCache
{
    private readonly IStorageEngine _engine;
    private readonly WasmEngine _wasm;
    private readonly BoundedCache<ModuleKey, Guest> _guests;

    public ModuleCache(IStorageEngine engine, WasmEngine wasm, ExecutorOptions options)
    {
        _engine = engine;
        _wasm = wasm;
        // A guest that still runs when it is let go is freed after its last run.
        _guests = new BoundedCache<ModuleKey, Guest>(
            options.MaxModules,
            evicted: guest => guest.Dispose(),
            weigh: guest => guest.Info.CodeBytes,
            maxWeight: options.MaxCodeBytes);
    }

    /// <summary>The guest; at once when it is there.</summary>
    /// <exception cref="ModuleUnusableException">The module is gone, damaged, or fits no ABI any more.</exception>
    /// <exception cref="StorageException">It could not be read now.</exception>
    public ValueTask<Guest> GetAsync(RuntimeDefinition runtime, FilePin module, CancellationToken cancellationToken)
    {
        var key = new ModuleKey(module.Sha256, runtime.MainFunction, runtime.Abi, IsMetered(runtime));
        return _guests.TryGet(key, out Guest? guest)
            ? new ValueTask<Guest>(guest)
            : new ValueTask<Guest>(_guests.GetOrAddAsync(key, LoadAsync, cancellationToken));
    }

    private async Task<Guest> LoadAsync(ModuleKey key)
    {
        ReadOnlyMemory<byte> content = await _engine.Blobs.GetAsync(key.Sha256, CancellationToken.None)
            ?? throw new ModuleUnusableException(
                $"The module with SHA-256 {key.Sha256} is pinned by a live version but is not in the store: restore it "
                + "from a backup, or upload the file again and redeploy.");
        GuestAbi abi = key.Abi switch
        {
            RuntimeAbi.Auto => GuestAbi.Auto,
            RuntimeAbi.Core => GuestAbi.Core,
            RuntimeAbi.Command => GuestAbi.Command,
            RuntimeAbi.Component => GuestAbi.Component,
            _ => throw new UnreachableException(),
        };
        return _wasm.Load(content.Span, key.MainFunction, abi, key.Metered) switch
        {
            GuestCompilation.Loaded(var guest) => guest,
            GuestCompilation.NotWasm(var message) => throw new ModuleUnusableException(message),
            GuestCompilation.DoesNotCompile(var message) => throw new ModuleUnusableException(message),
            GuestCompilation.CompilerFailed(var message) =>
                throw new ModuleUnusableException(message, isTransient: true),
            GuestCompilation.FitsNoAbi(var message) => throw new ModuleUnusableException(message),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Counting fuel makes code slower, so only programs whose fuel is limited are compiled to count it.
    /// </summary>
    private static bool IsMetered(RuntimeDefinition runtime) => runtime.Limits.Fuel is not null;

    private readonly record struct ModuleKey(string Sha256, string? MainFunction, RuntimeAbi Abi, bool Metered);
}
