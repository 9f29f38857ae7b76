using Microsoft.Win32.SafeHandles;

namespace Goico.Wasm.Native;

/// <summary>A <c>wasm_engine_t</c>.</summary>
internal sealed class EngineHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public EngineHandle(nint engine)
        : base(ownsHandle: true) => SetHandle(engine);

    /// <summary>The engine itself, for those whom its owner outlives.</summary>
    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasm_engine_delete(handle);
        return true;
    }
}

/// <summary>A <c>wasmtime_linker_t</c>.</summary>
internal sealed class LinkerHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public LinkerHandle(nint linker)
        : base(ownsHandle: true) => SetHandle(linker);

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_linker_delete(handle);
        return true;
    }
}

/// <summary>A <c>wasmtime_module_t</c>.</summary>
internal sealed class CompiledModule : SafeHandleZeroOrMinusOneIsInvalid
{
    public CompiledModule(nint module, long codeBytes)
        : base(ownsHandle: true)
    {
        SetHandle(module);
        CodeBytes = codeBytes;
    }

    public nint Pointer => handle;

    /// <summary>Bytes of its code.</summary>
    public long CodeBytes { get; }

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_module_delete(handle);
        return true;
    }
}

/// <summary>A <c>wasmtime_instance_pre_t</c>: a module with its imports found, ready to become an instance.</summary>
internal sealed class InstancePreHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public InstancePreHandle(nint instancePre)
        : base(ownsHandle: true) => SetHandle(instancePre);

    public nint Pointer => handle;

    protected override bool ReleaseHandle()
    {
        NativeMethods.wasmtime_instance_pre_delete(handle);
        return true;
    }
}
