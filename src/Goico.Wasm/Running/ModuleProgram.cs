using Goico.Wasm.Compilation;
using Goico.Wasm.Native;

namespace Goico.Wasm.Running;

/// <summary>A module of the core or command ABI, ready to run.</summary>
internal sealed unsafe class ModuleProgram : IGuestProgram
{
    private readonly CompiledModule _module;
    private readonly InstancePreHandle _instancePre;
    private readonly ProgramShape _shape;

    public ModuleProgram(NativeEngine engine, CompiledModule module, ProgramShape shape)
    {
        _module = module;
        _shape = shape;
        nint found;
        NativeFault.ThrowIfSome(
            NativeMethods.wasmtime_linker_instantiate_pre(engine.Linker, module.Pointer, &found));
        _instancePre = new InstancePreHandle(found);
    }

    public GuestAbi Abi => _shape.Abi;

    public GuestOutcome Run(in Sandbox sandbox, RunState run)
    {
        var faults = new FaultReader(run);
        using NativeFault fault = sandbox.Instantiate(_instancePre, out NativeInstance instance);
        if (fault.IsSome)
        {
            return faults.Read(fault);
        }
        return _shape.Abi == GuestAbi.Core
            ? CoreRun.Run(sandbox, instance, run, _shape, faults)
            : CommandRun.Run(sandbox, instance, run, faults);
    }

    public void Dispose()
    {
        _instancePre.Dispose();
        _module.Dispose();
    }
}
