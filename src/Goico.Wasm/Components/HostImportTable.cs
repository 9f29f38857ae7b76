using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>Every function that components may import, and the one place where native code calls them.</summary>
internal static unsafe class HostImportTable
{
    private static readonly HostImport[] All =
    [
        .. JobicoImports.All,
        .. HttpImports.All,
        .. WasiProcessImports.All,
        .. WasiStreamImports.All,
        .. WasiTimeImports.All,
        .. WasiRandomImports.All,
    ];

    private static readonly FrozenDictionary<(string Interface, string Name), int> Places = All
        .Select((import, index) => (import, index))
        .ToFrozenDictionary(pair => (pair.import.Interface, pair.import.Name), pair => pair.index);

    /// <summary>What native code calls for each of them.</summary>
    public static delegate* unmanaged<nint, nint, nint, ComponentValue*, nuint, ComponentValue*, nuint, nint> Entry =>
        &Call;

    /// <summary>What native code calls when a component drops a resource.</summary>
    public static delegate* unmanaged<nint, nint, uint, nint> DropEntry => &Drop;

    /// <summary>A function's place in the table, the data that <see cref="Entry"/> wants; −1 for none.</summary>
    public static int Find(string interfaceName, string name) =>
        Places.TryGetValue((interfaceName, name), out int place) ? place : -1;

    public static HostImport At(int place) => All[place];

    [UnmanagedCallersOnly]
    private static nint Call(
        nint place,
        nint context,
        nint type,
        ComponentValue* arguments,
        nuint argumentCount,
        ComponentValue* results,
        nuint resultCount)
    {
        RunState? run = null;
        try
        {
            run = RunState.Of(context);
            ImportCall.TakeResources(context, arguments, argumentCount);
            All[place].Body(new ImportCall(run, context, arguments, results));
        }
        catch (Exception bug)
        {
            // No exception may cross into native code; the run ends as a fault of the host.
            run?.End(StopReason.HostFault, $"The host failed in '{All[place].Name}': {bug.Message}");
        }
        return run is { Stop: StopReason.None } ? 0 : Unwind();
    }

    [UnmanagedCallersOnly]
    private static nint Drop(nint type, nint context, uint representation)
    {
        try
        {
            if ((HostResource)type == HostResource.Pollable)
            {
                RunState.Of(context).Pollables.Remove(representation);
            }
            return 0;
        }
        catch (Exception)
        {
            return Unwind();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static nint Unwind()
    {
        fixed (byte* text = "the host ended the run\0"u8)
        {
            return NativeMethods.wasmtime_error_new(text);
        }
    }
}
