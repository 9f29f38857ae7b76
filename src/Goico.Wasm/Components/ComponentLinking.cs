using System.Text;
using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>
/// Makes a component's linker: what it imports and no more, under the versions that it names. Each component has one of
/// its own, for the engine has none that would serve all WASI versions and trap where a function is missing.
/// </summary>
internal static unsafe class ComponentLinking
{
    public static ComponentLinkerHandle Link(nint engine, ComponentHandle component, ComponentShape shape)
    {
        var linker = new ComponentLinkerHandle(NativeMethods.wasmtime_component_linker_new(engine));
        nint root = NativeMethods.wasmtime_component_linker_root(linker.Pointer);
        foreach (ImportedInterface import in shape.Imports)
        {
            Define(root, import);
        }
        NativeMethods.wasmtime_component_linker_instance_delete(root);
        NativeFault.ThrowIfSome(NativeMethods.wasmtime_component_linker_define_unknown_imports_as_traps(
            linker.Pointer, component.Pointer));
        return linker;
    }

    private static void Define(nint root, ImportedInterface import)
    {
        byte[] name = Encoding.UTF8.GetBytes(import.Name);
        nint instance;
        fixed (byte* text = name)
        {
            NativeFault.ThrowIfSome(NativeMethods.wasmtime_component_linker_instance_add_instance(
                root, text, (nuint)name.Length, &instance));
        }
        foreach ((string resource, HostResource type) in import.Resources)
        {
            AddResource(instance, Encoding.UTF8.GetBytes(resource), type);
        }
        foreach ((string function, int place) in import.Functions)
        {
            byte[] functionName = Encoding.UTF8.GetBytes(function);
            fixed (byte* text = functionName)
            {
                NativeFault.ThrowIfSome(NativeMethods.wasmtime_component_linker_instance_add_func(
                    instance, text, (nuint)functionName.Length, HostImportTable.Entry, place, 0));
            }
        }
        NativeMethods.wasmtime_component_linker_instance_delete(instance);
    }

    private static void AddResource(nint instance, byte[] name, HostResource resource)
    {
        nint type = NativeMethods.wasmtime_component_resource_type_new_host((uint)resource);
        fixed (byte* text = name)
        {
            NativeFault.ThrowIfSome(NativeMethods.wasmtime_component_linker_instance_add_resource(
                instance, text, (nuint)name.Length, type, HostImportTable.DropEntry, (nint)resource, 0));
        }
        NativeMethods.wasmtime_component_resource_type_delete(type);
    }
}
