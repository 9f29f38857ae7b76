using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>
/// Says whether a component is one that can be run, or lists what it lacks. Every function that the host gives must be
/// imported with exactly the host's type, because the engine checks the types of values only when they are passed.
/// </summary>
internal sealed class ComponentMatcher
{
    private const string PlainHandler = "func(string) -> result<string, string>";
    private const string CodedHandler = "func(string) -> result<string, record{code: u64, message: string}>";
    private const string JobicoNamespace = "jobico";
    private const string JobicoSeries = "1";
    private const string WasiNamespace = "wasi";
    private const string WasiSeries = "0.2";

    private static readonly Dictionary<string, HostResource> KnownResources = new()
    {
        ["error"] = HostResource.Error,
        ["pollable"] = HostResource.Pollable,
        ["input-stream"] = HostResource.InputStream,
        ["output-stream"] = HostResource.OutputStream,
    };

    private readonly Dictionary<int, HostResource> _resources = [];
    private readonly List<string> _lacks = [];

    private ComponentMatcher()
    {
    }

    /// <summary>The shape to run it by; or null, with what it lacks, a sentence without its stop each.</summary>
    public static ComponentShape? Match(
        IReadOnlyList<ComponentItem> imports, IReadOnlyList<ComponentItem> exports, out IReadOnlyList<string> lacks)
    {
        var matcher = new ComponentMatcher();
        (string? handlerInterface, bool hasCode) = matcher.FindHandler(exports);
        ImportedInterface[] interfaces =
            [.. imports.Where(import => import.Kind != ComponentItemKind.Type).Select(matcher.Take)];
        lacks = matcher._lacks;
        return lacks.Count == 0 ? new ComponentShape(handlerInterface, hasCode, interfaces) : null;
    }

    private (string? Interface, bool HasCode) FindHandler(IReadOnlyList<ComponentItem> exports)
    {
        string? holder = null;
        ComponentItem? handler = exports.FirstOrDefault(IsHandler);
        foreach (ComponentItem export in exports)
        {
            if (handler is null && InterfaceName.Parse(export.Name).Unversioned
                .StartsWith(JobicoImports.Package + "/", StringComparison.Ordinal))
            {
                handler = export.Items.FirstOrDefault(IsHandler);
                holder = export.Name;
            }
        }
        if (handler is null)
        {
            _lacks.Add($"it does not export the function '{ComponentShape.Handler}'");
        }
        else if (handler.FunctionType is not (PlainHandler or CodedHandler))
        {
            _lacks.Add(
                $"its export '{ComponentShape.Handler}' is of type {Describe(handler)}, " +
                $"not {PlainHandler} or {CodedHandler}");
        }
        return (holder, handler?.FunctionType == CodedHandler);
    }

    private static bool IsHandler(ComponentItem item) => item.Name == ComponentShape.Handler;

    private static string Describe(ComponentItem item) =>
        item.Kind == ComponentItemKind.Function ? item.FunctionType : item.Kind.ToString();

    private ImportedInterface Take(ComponentItem import)
    {
        InterfaceName name = InterfaceName.Parse(import.Name);
        if (import.Kind != ComponentItemKind.Instance)
        {
            _lacks.Add($"it imports '{import.Name}', which is in no interface");
        }
        else if (name.Namespace == JobicoNamespace)
        {
            if (!name.IsOf(JobicoSeries))
            {
                _lacks.Add($"it imports '{import.Name}'; the host offers version {JobicoSeries}.0.0 of it");
            }
        }
        else if (name.Namespace != WasiNamespace)
        {
            _lacks.Add($"it imports '{import.Name}', which the host does not offer");
        }
        else if (!name.IsOf(WasiSeries))
        {
            _lacks.Add($"it imports '{import.Name}'; of WASI the host offers version {WasiSeries}");
        }
        var functions = new List<(string, int)>();
        var resources = new List<(string, HostResource)>();
        foreach (ComponentItem item in import.Items)
        {
            switch (item.Kind)
            {
                case ComponentItemKind.Function:
                    TakeFunction(name, import.Name, item, functions);
                    break;
                case ComponentItemKind.Resource:
                    resources.Add((item.Name, ResourceFor(item)));
                    break;
                case ComponentItemKind.Type:
                    break;
                default:
                    _lacks.Add($"it imports '{import.Name}' with '{item.Name}', a {item.Kind}");
                    break;
            }
        }
        return new ImportedInterface(import.Name, functions, resources);
    }

    private void TakeFunction(
        InterfaceName holder, string holderName, ComponentItem function, List<(string, int)> functions)
    {
        int place = HostImportTable.Find(holder.Unversioned, function.Name);
        if (place < 0)
        {
            // Of WASI, programs import much that they never call: it is there, and traps.
            if (holder.Namespace == JobicoNamespace)
            {
                _lacks.Add($"it imports '{holderName}.{function.Name}', which the host does not offer");
            }
            return;
        }
        string type = HostImportTable.At(place).Type;
        if (function.FunctionType != type)
        {
            _lacks.Add($"it imports '{holderName}.{function.Name}' as {function.FunctionType}; the host's is {type}");
            return;
        }
        functions.Add((function.Name, place));
    }

    /// <summary>One host resource for each resource of the component, under whichever names it has it.</summary>
    private HostResource ResourceFor(ComponentItem item)
    {
        if (!_resources.TryGetValue(item.Resource, out HostResource resource))
        {
            resource = KnownResources.TryGetValue(item.Name, out HostResource known)
                ? known : HostResource.FirstUnknown + (uint)item.Resource;
            _resources.Add(item.Resource, resource);
        }
        return resource;
    }
}
