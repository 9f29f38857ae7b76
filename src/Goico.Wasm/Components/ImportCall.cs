using System.Text;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>
/// One call of a host function by a component. The arguments are of the function's type, which was compared when the
/// component was loaded; they and the result belong to the engine.
/// </summary>
internal readonly unsafe ref struct ImportCall(
    RunState run, nint context, ComponentValue* arguments, ComponentValue* result)
{
    public RunState Run => run;

    public ComponentValue* Argument(int index) => arguments + index;

    /// <summary>A string, or an enum's case: valid UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int index) => arguments[index].Text.Bytes;

    public string Text(int index) => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>What the host calls a resource of its own by.</summary>
    public uint Resource(int index) => ResourceOf(arguments[index]);

    public uint ResourceOf(in ComponentValue value)
    {
        nint host;
        NativeFault.ThrowIfSome(
            NativeMethods.wasmtime_component_resource_any_to_host(context, value.Resource, &host));
        uint representation = NativeMethods.wasmtime_component_resource_host_rep(host);
        NativeMethods.wasmtime_component_resource_host_delete(host);
        return representation;
    }

    public void Return(in ComponentValue value) => *result = value;

    /// <summary>Gives the component a resource of the host.</summary>
    public void ReturnResource(HostResource type, uint representation)
    {
        nint host = NativeMethods.wasmtime_component_resource_host_new(1, representation, (uint)type);
        nint any;
        nint error = NativeMethods.wasmtime_component_resource_host_to_any(context, host, &any);
        NativeMethods.wasmtime_component_resource_host_delete(host);
        NativeFault.ThrowIfSome(error);
        *result = new ComponentValue { Kind = ComponentValueKind.Resource, Resource = any };
    }
}
