using System.Collections.Immutable;
using Jobico.Model.Definitions.Source;
using Jobico.Model.Files;

namespace Jobico.Model.Definitions.Reading;

/// <summary>Reads one item of <c>runtimes</c>.</summary>
internal static class RuntimeSection
{
    /// <summary>The greatest number of characters of one runtime's environment, names and values together.</summary>
    private const int MaxEnvironment = 64 << 10;

    /// <summary>More instructions than the longest run can execute.</summary>
    private const long MaxFuel = 1_000_000_000_000_000;

    private const int MaxHostCalls = 1_000_000;

    private static readonly KeySet Keys = new(
        "id", "name", "moduleref", "mainfuncname", "type", "abi", "limits", "env", "secrets", "http", "keyvalue",
        "publish");

    private static readonly KeySet LimitKeys = new("memory", "time", "output", "logs", "fuel", "calls");

    private static readonly (string, RuntimeAbi)[] Abis =
    [
        ("auto", RuntimeAbi.Auto), ("core", RuntimeAbi.Core), ("command", RuntimeAbi.Command),
        ("component", RuntimeAbi.Component),
    ];

    private static readonly (string, KeyValueAccess)[] Accesses =
        [("none", KeyValueAccess.None), ("read", KeyValueAccess.Read), ("write", KeyValueAccess.Write)];

    /// <summary>The runtime, or null when it has no usable id; <paramref name="id"/> is where that stands.</summary>
    public static RuntimeDefinition? Read(SourceNode node, string path, ProblemList problems, out SourceNode.Text? id)
    {
        id = null;
        if (Section.Open(node, path, Keys, problems) is not { } section) return null;
        id = section.RequireId("id", "events name their runtime by it");
        string? name = section.FindText("name");
        string? moduleRef = section.RequireFile("moduleref", "it names the WebAssembly file in the repository");
        section.RequireOnlyKind("type", "WASM");
        ImmutableSortedDictionary<string, string> environment = ReadEnvironment(section);
        var runtime = new RuntimeDefinition
        {
            Id = id?.Value ?? "",
            Name = name ?? id?.Value ?? "",
            ModuleRef = moduleRef ?? "",
            MainFunction = section.FindText("mainfuncname"),
            Abi = section.FindWord("abi", Abis) ?? RuntimeAbi.Auto,
            Limits = ReadLimits(section.FindSection("limits", LimitKeys)),
            Environment = environment,
            Secrets = section.ReadSecrets(environment),
            Http = section.ReadOrigins(),
            KeyValue = section.FindWord("keyvalue", Accesses) ?? KeyValueAccess.None,
            Publish = section.ReadPublished(),
        };
        return id is null ? null : runtime;
    }

    /// <summary>The value of a required key that takes a file's name in the repository, as written.</summary>
    public static string? RequireFile(this Section section, string key, string meaning)
    {
        if (section.Require(key, meaning) is null || section.FindScalar(key) is not { } scalar) return null;
        if (RepositoryFileName.TryParse(scalar.Value, out _, out string? problem)) return scalar.Value;
        section.Refuse(key, scalar, problem);
        return null;
    }

    private static RuntimeLimits ReadLimits(Section? section)
    {
        RuntimeLimits defaults = RuntimeLimits.Default;
        if (section is null) return defaults;
        return new RuntimeLimits
        {
            MemoryBytes = section.FindBytes("memory", 64L << 10, 4L << 30) ?? defaults.MemoryBytes,
            Time = section.FindDuration("time", TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1)) ?? defaults.Time,
            OutputBytes = (int?)section.FindBytes("output", 1, 64L << 20) ?? defaults.OutputBytes,
            LogBytes = (int?)section.FindBytes("logs", 0, 16L << 20) ?? defaults.LogBytes,
            Fuel = section.FindInteger("fuel", 1, MaxFuel),
            HostCalls = (int?)section.FindInteger("calls", 0, MaxHostCalls) ?? defaults.HostCalls,
        };
    }

    private static ImmutableSortedDictionary<string, string> ReadEnvironment(Section section)
    {
        ImmutableSortedDictionary<string, string>.Builder variables =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (section.Find("env") is not { } env) return variables.ToImmutable();
        string path = section.PathOf("env");
        if (env.Value is not SourceNode.Map map)
        {
            section.Problems.Error(path, env.Value.At, $"expected keys and values, found {env.Value.Kind}");
            return variables.ToImmutable();
        }
        long characters = 0;
        foreach (SourceNode.Entry entry in map.Entries)
        {
            if (ReadVariable(entry, SourcePath.Join(path, entry.Key), section.Problems) is not { } value) continue;
            characters += entry.Key.Length + value.Length;
            if (!variables.TryAdd(entry.Key, value))
            {
                string repeated = $"the variable {Quoted.Text(entry.Key)} is given twice";
                section.Problems.Error(SourcePath.Join(path, entry.Key), entry.At, repeated);
            }
        }
        if (characters > MaxEnvironment)
        {
            section.Problems.Error(path, env.At, $"the variables have {characters} characters in all: "
                + $"{MaxEnvironment} are the most");
        }
        return variables.ToImmutable();
    }

    private static string? ReadVariable(SourceNode.Entry entry, string path, ProblemList problems)
    {
        string name = Quoted.Text(entry.Key);
        string? badName = !VariableName.IsValid(entry.Key)
            ? $"{name} is no name of a variable: it takes {VariableName.Rule}"
            : VariableName.IsReserved(entry.Key)
            ? $"the variable {name} is not possible: names that begin with {VariableName.ReservedPrefix} are "
                + "Jobico's own"
            : null;
        if (badName is not null) problems.Error(path, entry.At, badName);
        string? badValue = entry.Value switch
        {
            SourceNode.Text { IsNull: true } => $"the variable {name} has no value: write \"\" for an empty one",
            SourceNode.Text text when text.Value.Contains('\0', StringComparison.Ordinal) =>
                $"the variable {name} has a NUL character in it, which no environment can hold",
            SourceNode.Text => null,
            SourceNode other => $"expected text, found {other.Kind}",
        };
        if (badValue is not null) problems.Error(path, entry.Value.At, badValue);
        return badName is null && badValue is null ? ((SourceNode.Text)entry.Value).Value : null;
    }
}
