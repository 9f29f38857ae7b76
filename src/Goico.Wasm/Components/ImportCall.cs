using System.Text;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Components;

/// <summary>
/// One call of a host function by a component. The arguments are of the function's type, which was compared when the
/// component was loaded; they and the result belong to the engine. In place of resources there are the numbers that the
/// host calls them by.
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
    public uint Resource(int index) => arguments[index].UInt32;

    /// <summary>
    /// Puts the host's number in the place of each resource that is lent, by which the engine knows it to be given
    /// back: one that is left fails the call.
    /// </summary>
    public static void TakeResources(nint context, ComponentValue* values, nuint count)
    {
        for (nuint i = 0; i < count; i++)
        {
            ComponentValue* value = values + i;
            if (value->Kind == ComponentValueKind.Resource)
            {
                uint number = NumberOf(context, value->Resource);
                NativeMethods.wasmtime_component_val_delete(value);
                *value = GuestValue.U32(number);
            }
            else if (value->Kind == ComponentValueKind.List && value->Items.Length > 0
                && value->Items.Data->Kind == ComponentValueKind.Resource)
            {
                TakeResources(context, value->Items.Data, value->Items.Length);
            }
        }
    }

    public void Return(in ComponentValue value) => *result = value;

    /// <summary>Gives the component a resource of the host.</summary>
    public void ReturnResource(HostResource type, uint representation)
    {
        nint host = NativeMethods.wasmtime_component_resource_host_new(1, representation, (uint)type);
        nint any;
        nint error = NativeMethods.wasmtime_component_resource_host_to_any(context, host, &any);
        NativeMethods.wasmtime_component_resource_host_delete(host);
        using var fault = new NativeFault(error, 0);
        if (fault.IsSome)
        {
            // The engine's table of handles is full, of which it is the component that drops none.
            run.End(StopReason.BadHostCall, "The program holds more resources than a component may.");
            return;
        }
        *result = new ComponentValue { Kind = ComponentValueKind.Resource, Resource = any };
    }

    private static uint NumberOf(nint context, nint resource)
    {
        nint host;
        NativeFault.ThrowIfSome(NativeMethods.wasmtime_component_resource_any_to_host(context, resource, &host));
        uint number = NativeMethods.wasmtime_component_resource_host_rep(host);
        NativeMethods.wasmtime_component_resource_host_delete(host);
        return number;
    }
}
