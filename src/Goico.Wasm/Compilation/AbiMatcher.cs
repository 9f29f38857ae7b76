using Goico.Wasm.HostFunctions;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.Compilation;

/// <summary>Finds the ABI that a module fits, or lists what it lacks for each.</summary>
internal sealed class AbiMatcher
{
    private const string DefaultMainFunction = "event";

    private readonly Dictionary<string, ModuleExport> _exports;
    private readonly List<string> _importRefusals;

    public AbiMatcher(IReadOnlyList<ModuleImport> imports, IReadOnlyList<ModuleExport> exports)
    {
        _exports = exports.ToDictionary(export => export.Name);
        _importRefusals = [.. imports.Select(HostFunctionTable.Refusal).OfType<string>()];
    }

    /// <summary>The exported functions that have the type of the core ABI's main function.</summary>
    public IReadOnlyList<string> MainCandidates =>
        [.. _exports.Values
            .Where(export => export.Function is { Parameters: "iii", Results: "" })
            .Select(export => export.Name)];

    /// <summary>The shape to run it by, with warnings; or null, with what it lacks.</summary>
    public ProgramShape? Match(GuestAbi abi, string? mainFunction, List<string> warnings, out string misfit)
    {
        misfit = "";
        List<string>? core = null;
        List<string>? command = null;
        if (abi is GuestAbi.Auto or GuestAbi.Core)
        {
            core = [.. _importRefusals];
            string main = FindMain(mainFunction, core, warnings);
            if (CheckCore(core))
            {
                return new ProgramShape(
                    GuestAbi.Core,
                    main,
                    Has("_initialize") ? "_initialize" : Has("_start") ? "_start" : null,
                    Has("init"),
                    Has("ver"));
            }
            warnings.Clear();
        }
        if (abi is GuestAbi.Auto or GuestAbi.Command)
        {
            command = [.. _importRefusals];
            Require("_start", "", "", command);
            RequireMemory(command);
            if (command.Count == 0)
            {
                return new ProgramShape(GuestAbi.Command, "_start", null, HasInit: false, HasVersion: false);
            }
        }
        misfit = Tell(core, command);
        return null;
    }

    private bool CheckCore(List<string> lacks)
    {
        Require("malloc", "i", "i", lacks);
        RequireMemory(lacks);
        foreach (string optional in (string[])["_initialize", "_start", "init"])
        {
            Allow(optional, "", "", lacks);
        }
        Allow("ver", "", "i", lacks);
        return lacks.Count == 0;
    }

    private string FindMain(string? wanted, List<string> lacks, List<string> warnings)
    {
        string main = string.IsNullOrEmpty(wanted) ? DefaultMainFunction : wanted;
        if (!Has(main) && main != DefaultMainFunction && Has(DefaultMainFunction))
        {
            warnings.Add($"mainfuncname '{main}' is not exported; '{DefaultMainFunction}' is used");
            main = DefaultMainFunction;
        }
        Require(main, "iii", "", lacks);
        return main;
    }

    private void Require(string name, string parameters, string results, List<string> lacks)
    {
        if (Has(name))
        {
            Allow(name, parameters, results, lacks);
        }
        else
        {
            lacks.Add($"it does not export the function '{name}'");
        }
    }

    private void Allow(string name, string parameters, string results, List<string> lacks)
    {
        if (!_exports.TryGetValue(name, out ModuleExport? export))
        {
            return;
        }
        if (export.Function is not { } function)
        {
            lacks.Add($"its export '{name}' is not a function");
        }
        else if (function.Parameters != parameters || function.Results != results)
        {
            lacks.Add($"its function '{name}' is not of type ({Words(parameters)}) -> ({Words(results)})");
        }
    }

    private void RequireMemory(List<string> lacks)
    {
        if (!_exports.TryGetValue("memory", out ModuleExport? export) || export.Memory is not { } memory)
        {
            lacks.Add("it does not export its memory as 'memory'");
        }
        else if (memory.Is64Bit)
        {
            lacks.Add("its memory is a 64-bit one");
        }
    }

    private bool Has(string name) => _exports.ContainsKey(name);

    private static string Words(string letters) => string.Join(", ", letters.Select(_ => "i32"));

    private static string Tell(List<string>? core, List<string>? command)
    {
        var parts = new List<string>();
        if (core is not null)
        {
            parts.Add($"For the core ABI: {string.Join("; ", core)}.");
        }
        if (command is not null)
        {
            parts.Add($"For the command ABI: {string.Join("; ", command)}.");
        }
        return $"The module fits no ABI. {string.Join(' ', parts)}";
    }
}
