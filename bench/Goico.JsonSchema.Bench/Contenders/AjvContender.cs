using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Goico.JsonSchema.Bench.Contenders;

/// <summary>Ajv and the JSON parser of Node.js, in a child process that measures on command.</summary>
internal sealed class AjvContender : IContender, IDisposable
{
    private readonly List<Pair> _loaded = [];
    private readonly Process _node;

    private AjvContender(Process node, string versions)
    {
        _node = node;
        Versions = versions;
    }

    public string Name => "Ajv";

    /// <summary>Of Node.js, V8 and Ajv, in words.</summary>
    public string Versions { get; }

    private static string Folder { get; } = Path.Combine(Pair.Folder, "ajv");

    /// <summary>Whether Node.js and npm are on the path.</summary>
    public static bool IsPossible { get; } = IsOnPath("node") && IsOnPath("npm");

    /// <summary>Starts the child, after installing Ajv where it is not there yet.</summary>
    /// <exception cref="InvalidOperationException">Ajv can't be installed or started.</exception>
    public static async Task<AjvContender> StartAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "ajv-formats")))
        {
            using var install = Process.Start(
                new ProcessStartInfo(Path.Combine(Folder, "install.sh")) { RedirectStandardOutput = true })!;
            await install.StandardOutput.ReadToEndAsync();
            await install.WaitForExitAsync();
            if (install.ExitCode != 0)
                throw new InvalidOperationException("ajv/install.sh failed; run it by hand to see why.");
        }

        var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "ajv.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        JsonNode versions = await AskAsync(node, new JsonObject { ["do"] = "versions" });
        return new AjvContender(node, $"Node.js {versions["node"]} (V8 {versions["v8"]}), Ajv {versions["ajv"]}");
    }

    public async Task<bool> LoadAsync(Pair pair)
    {
        JsonNode answer = await AskAsync(_node, new JsonObject
        {
            ["do"] = "load",
            ["pair"] = pair.Name,
            ["schema"] = pair.SchemaPath,
            ["instance"] = pair.InstancePath,
        });
        _loaded.Add(pair);
        return (bool)answer["valid"]!;
    }

    public async Task WarmUpAsync(double secondsEach)
    {
        foreach (Pair pair in _loaded)
        {
            await RunAsync(pair, secondsEach);
        }
    }

    public async Task<double> RunAsync(Pair pair, double seconds)
    {
        JsonNode answer = await AskAsync(
            _node, new JsonObject { ["do"] = "run", ["pair"] = pair.Name, ["seconds"] = seconds });
        return (double)answer["micros"]!;
    }

    /// <summary>Ends the child: it goes when there is no more to read.</summary>
    public void Dispose()
    {
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(5)))
            _node.Kill();
        _node.Dispose();
    }

    private static async Task<JsonNode> AskAsync(Process node, JsonObject command)
    {
        await node.StandardInput.WriteLineAsync(command.ToJsonString());
        await node.StandardInput.FlushAsync();
        string? answer = await node.StandardOutput.ReadLineAsync();
        return answer is null
            ? throw new InvalidOperationException($"Node.js ended at {command.ToJsonString()}.")
            : JsonNode.Parse(answer) ?? throw new JsonException("Node.js answered null.");
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
