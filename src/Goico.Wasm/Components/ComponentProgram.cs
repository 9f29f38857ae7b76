using System.Text;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>A component ready to run: its code, its linker, and where in an instance its handler is.</summary>
internal sealed unsafe class ComponentProgram : IGuestProgram
{
    private readonly ComponentHandle _component;
    private readonly ComponentLinkerHandle _linker;
    private readonly ExportIndexHandle _handler;

    public ComponentProgram(nint engine, ComponentHandle component, ComponentShape shape)
    {
        _component = component;
        HasCode = shape.HasCode;
        _linker = ComponentLinking.Link(engine, component, shape);
        _handler = FindHandler(component, shape);
    }

    public GuestAbi Abi => GuestAbi.Component;

    /// <summary>Whether a failure is a record with a code; else it is a message.</summary>
    public bool HasCode { get; }

    /// <summary>Makes the instance, which runs the start functions of its modules.</summary>
    public NativeFault Instantiate(nint context, out NativeComponentInstance instance)
    {
        NativeComponentInstance made;
        nint error = NativeMethods.wasmtime_component_linker_instantiate(
            _linker.Pointer, context, _component.Pointer, &made);
        instance = made;
        return new NativeFault(error, 0);
    }

    public NativeComponentFunction HandlerOf(nint context, NativeComponentInstance instance)
    {
        NativeComponentFunction function;
        return NativeMethods.wasmtime_component_instance_get_func(
            &instance, context, _handler.Pointer, &function) != 0
            ? function
            : throw new InvalidOperationException("A function that the component was found to export is not there.");
    }

    public GuestOutcome Run(in Sandbox sandbox, RunState run) => ComponentRun.Run(sandbox, this, run);

    public void Dispose()
    {
        _handler.Dispose();
        _linker.Dispose();
        _component.Dispose();
    }

    private static ExportIndexHandle FindHandler(ComponentHandle component, ComponentShape shape)
    {
        if (shape.HandlerInterface is null)
        {
            return new ExportIndexHandle(Find(component, 0, ComponentShape.Handler));
        }
        using var holder = new ExportIndexHandle(Find(component, 0, shape.HandlerInterface));
        return new ExportIndexHandle(Find(component, holder.Pointer, ComponentShape.Handler));
    }

    private static nint Find(ComponentHandle component, nint holder, string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        fixed (byte* text = utf8)
        {
            nint index = NativeMethods.wasmtime_component_get_export_index(
                component.Pointer, holder, text, (nuint)utf8.Length);
            return index != 0 ? index
                : throw new InvalidOperationException($"'{name}', which the component exports, is not found in it.");
        }
    }
}
