using System.Text.Json;

namespace Jobico.Cli.Tests;

public sealed class InspectTests
{
    [Fact]
    public async Task Inspect_OfAProgram_SaysWhatItNeedsAndThatAServerTakesIt()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);

        Ended ended = await line.RunAsync("inspect", "count.wasm");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("count.wasm: a WebAssembly module, ", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  server      takes it: core ABI, calls 'event'\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("core      fits\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("command   it does not export the function '_start'\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("component it is no component\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  grants      uses keyvalue: read, keyvalue: write, publish\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("                value_set  keyvalue: write: changes the tenant's key/value store\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  memory      64.0 KiB at the start, no maximum of its own\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  back-traces name ", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfAProgram_ForPrograms_IsOneObject()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);

        Ended ended = await line.RunAsync("inspect", "count.wasm", "-o", "json");

        JsonElement json = JsonDocument.Parse(ended.Out).RootElement;
        Assert.True(json.GetProperty("fits").GetBoolean());
        Assert.Equal(("core", "event"), (json.GetProperty("abi").GetString(), json.GetProperty("mainFunction").GetString()));
        Assert.False(json.GetProperty("abis").GetProperty("command").GetProperty("fits").GetBoolean());
        Assert.Equal(
            [null, null, "keyvalue: read", "keyvalue: write", "publish"],
            json.GetProperty("imports").EnumerateArray().Select(
                import => import.TryGetProperty("grant", out JsonElement grant) ? grant.GetString() : null));
        Assert.Equal(65_536, json.GetProperty("memories")[0].GetProperty("minimumBytes").GetInt64());
    }

    [Fact]
    public async Task Inspect_OfWhatAServerRefuses_SaysWhyAndEndsWithOne()
    {
        using var line = new CommandLine();
        line.Write("strange.wasm", Programs.Core("", imports: """(import "host" "magic" (func (param i64)))"""));
        line.Write("notes.txt", "hello");
        line.Write("cut.wasm", Programs.Echo[..60]);

        Ended strange = await line.RunAsync("inspect", "strange.wasm");
        Ended notes = await line.RunAsync("inspect", "notes.txt");
        Ended cut = await line.RunAsync("inspect", "cut.wasm");

        Assert.Equal((1, 1, 1), (strange.Code, notes.Code, cut.Code));
        Assert.Contains("  server      refuses it\n", strange.Out, StringComparison.Ordinal);
        Assert.Contains("core      it imports 'host.magic', which the host does not offer\n", strange.Out, StringComparison.Ordinal);
        Assert.Contains("magic (i64)  no server offers it\n", strange.Out, StringComparison.Ordinal);
        Assert.Contains("The file is not WebAssembly", notes.Out, StringComparison.Ordinal);
        Assert.Contains("The module does not compile", cut.Out, StringComparison.Ordinal);
        Assert.Contains("not all of it could be read: The module ends in the middle of a section.", cut.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfAComponent_ShowsItsWit()
    {
        using var line = new CommandLine();
        line.Write("handle.wasm", Programs.Component);

        Ended ended = await line.RunAsync("inspect", "handle.wasm");
        Ended run = await line.RunAsync("run", "handle.wasm");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.StartsWith("handle.wasm: a WebAssembly component, ", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  server      takes it: component ABI\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("core      it is a component\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("component fits\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  imports     jobico:jobicolet/log@1.0.0  log lines: always granted\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("log: func(level: level, message: string)\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("  exports     handle: func(event: string) -> result<string, string>\n", ended.Out, StringComparison.Ordinal);
        Assert.Contains("2 functions in 1 module", ended.Out, StringComparison.Ordinal);
        Assert.Equal(1, run.Code);
        Assert.StartsWith("trap in 0 µs\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("component ABI", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfAnotherMainFunction_SaysThatTheDefinitionNamesIt()
    {
        using var line = new CommandLine();
        line.Write("handle.wasm", Programs.Core("", main: "handle"));

        Ended ended = await line.RunAsync("inspect", "handle.wasm");
        Ended named = await line.RunAsync("inspect", "handle.wasm", "--main", "handle");

        Assert.Equal((0, 0), (ended.Code, named.Code));
        Assert.Contains("definitions must name the one to call with mainfuncname, such as 'handle'", ended.Out, StringComparison.Ordinal);
        Assert.Contains("core      fits\n", named.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfASchema_SaysWhatAServerWouldSay()
    {
        using var line = new CommandLine();
        line.Write("order.json", """
            {"title": "An order", "type": "object", "properties": {"id": {"minimun": 1}, "customer": {}}, "required": ["id"]}
            """);
        line.Write("broken.json", """{"type": "objekt"}""");

        Ended order = await line.RunAsync("inspect", "order.json");
        Ended json = await line.RunAsync("inspect", "order.json", "-o", "json");
        Ended broken = await line.RunAsync("inspect", "broken.json");

        Assert.Equal((0, 0, 1), (order.Code, json.Code, broken.Code));
        Assert.StartsWith("order.json: a JSON Schema, ", order.Out, StringComparison.Ordinal);
        Assert.Contains("  server      takes it\n              warning: /properties/id/minimun", order.Out, StringComparison.Ordinal);
        Assert.Contains("  title       An order\n  properties  id, customer\n  required    id\n", order.Out, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(json.Out).RootElement.GetProperty("fits").GetBoolean());
        Assert.Contains("  server      refuses it\n              /type: ", broken.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_OfNoFile_EndsWithOne()
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync("inspect", "nothing.wasm");

        Assert.Equal((1, "jobico: There is no file 'nothing.wasm'.\n"), (ended.Code, ended.Error));
    }

    [Fact]
    public async Task Inspect_OnANarrowTerminal_KeepsWithinIt()
    {
        using var line = new CommandLine { Width = 80 };
        line.Environment["NO_COLOR"] = "1";
        line.Write("count.wasm", Programs.Count);

        Ended ended = await line.RunAsync("inspect", "count.wasm");

        Assert.All(ended.Out.Split('\n'), row => Assert.InRange(row.Length, 0, 80));
    }
}
