using System.Text;

namespace Goico.Wasm.Native;

/// <summary>Reads what a compiled component imports and exports.</summary>
internal sealed unsafe class ComponentTypes : IDisposable
{
    private readonly nint _engine;
    private readonly List<(nint Type, string Name)> _resources = [];

    private ComponentTypes(nint engine) => _engine = engine;

    /// <summary>How a resource is called: by the first name that it has; a question mark where it has none.</summary>
    public string ResourceName(nint type) => FindResource(type) is >= 0 and int found ? _resources[found].Name : "?";

    public static (List<ComponentItem> Imports, List<ComponentItem> Exports) Read(
        nint engine, ComponentHandle component)
    {
        nint type = NativeMethods.wasmtime_component_type(component.Pointer);
        using var reader = new ComponentTypes(engine);
        try
        {
            return (reader.Imports(type), reader.Exports(type));
        }
        finally
        {
            NativeMethods.wasmtime_component_type_delete(type);
        }
    }

    public void Dispose()
    {
        foreach ((nint type, _) in _resources)
        {
            NativeMethods.wasmtime_component_resource_type_delete(type);
        }
        _resources.Clear();
    }

    private List<ComponentItem> Imports(nint type)
    {
        nuint count = NativeMethods.wasmtime_component_type_import_count(type, _engine);
        var items = new List<ComponentItem>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nuint length;
            nint item;
            if (NativeMethods.wasmtime_component_type_import_nth(type, _engine, i, &name, &length, &item) != 0)
            {
                items.Add(Take(name, length, item));
            }
        }
        return items;
    }

    private List<ComponentItem> Exports(nint type)
    {
        nuint count = NativeMethods.wasmtime_component_type_export_count(type, _engine);
        var items = new List<ComponentItem>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nuint length;
            nint item;
            if (NativeMethods.wasmtime_component_type_export_nth(type, _engine, i, &name, &length, &item) != 0)
            {
                items.Add(Take(name, length, item));
            }
        }
        return items;
    }

    private List<ComponentItem> Instance(nint type)
    {
        nuint count = NativeMethods.wasmtime_component_instance_type_export_count(type, _engine);
        var items = new List<ComponentItem>((int)count);
        for (nuint i = 0; i < count; i++)
        {
            byte* name;
            nuint length;
            nint item;
            if (NativeMethods.wasmtime_component_instance_type_export_nth(
                type, _engine, i, &name, &length, &item) != 0)
            {
                items.Add(Take(name, length, item));
            }
        }
        return items;
    }

    private ComponentItem Take(byte* nameText, nuint nameLength, nint found)
    {
        string name = Encoding.UTF8.GetString(nameText, (int)nameLength);
        NativeComponentItem item;
        NativeMethods.wasmtime_component_extern_type(found, &item);
        try
        {
            var read = new ComponentItem(name, item.Kind);
            return item.Kind switch
            {
                ComponentItemKind.Function =>
                    read with { FunctionType = ComponentTypeText.OfFunction(item.Type, this) },
                ComponentItemKind.Instance => read with { Items = Instance(item.Type) },
                ComponentItemKind.Resource => read with { Resource = AddResource(item.Type, name) },
                _ => read,
            };
        }
        finally
        {
            NativeMethods.wasmtime_component_item_delete(&item);
            NativeMethods.wasmtime_component_extern_delete(found);
        }
    }

    private int AddResource(nint type, string name)
    {
        int found = FindResource(type);
        if (found >= 0)
        {
            return found;
        }
        _resources.Add((NativeMethods.wasmtime_component_resource_type_clone(type), name));
        return _resources.Count - 1;
    }

    private int FindResource(nint type) => _resources.FindIndex(
        known => NativeMethods.wasmtime_component_resource_type_equal(known.Type, type) != 0);
}
