using Microsoft.Win32.SafeHandles;

namespace Goico.Wasm.Native;

/// <summary>A <c>wasmtime_component_t</c>.</summary>
internal sealed class ComponentHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ComponentHandle(nint component, long codeBytes)
        : base(ownsHandle: true)
    {
        SetHandle(component);
        CodeBytes = codeBytes;
    }

    public nint Pointer => handle;

    /// <summary>Bytes of its code.</summary>
    public long CodeBytes { get; }

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_component_delete(handle);
        return true;
    }
}

/// <summary>A <c>wasmtime_component_linker_t</c>.</summary>
internal sealed class ComponentLinkerHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ComponentLinkerHandle(nint linker)
        : base(ownsHandle: true) => SetHandle(linker);

    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_component_linker_delete(handle);
        return true;
    }
}

/// <summary>A <c>wasmtime_component_export_index_t</c>: where in any instance of a component an export is.</summary>
internal sealed class ExportIndexHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public ExportIndexHandle(nint index)
        : base(ownsHandle: true) => SetHandle(index);

    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_component_export_index_delete(handle);
        return true;
    }
}
