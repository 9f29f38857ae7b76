using System.Text.Json;

namespace Jobico.Cli.Tests;

public sealed class RunTests
{
    private const string Definition = """
        id: greetings
        tenant: m1
        queues:
          - id: main
        jobs:
          - event:
              id: person
              schema: {schemaref: person.json}
              supplierqueue: main
              runtime: greeter
        runtimes:
          - id: greeter
            moduleref: greeter.wasm
            env: {GREETING: Hello}
            limits: {memory: 1MiB, time: 5s}
        """;

    [Fact]
    public async Task Run_OfAProgram_GivesTheResultAloneToStandardOutput()
    {
        using var line = new CommandLine();
        line.Write("echo.wasm", Programs.Echo);

        Ended ended = await line.RunAsync("run", "echo.wasm", """{"a": "ü"}""");

        Assert.Equal((0, "{\"a\": \"ü\"}\n"), (ended.Code, ended.Out));
        Assert.StartsWith("ok in 0 µs\n  program  echo.wasm, core ABI, function event", ended.Error, StringComparison.Ordinal);
        Assert.Contains("memory   64.0 KiB at the most, of 64.0 MiB\n", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]", "[1]\n")]
    [InlineData("event.json", "{\"b\":2}\n")]
    [InlineData("@event.json", "{\"b\":2}\n")]
    [InlineData("-", "\"from a pipe\"\n")]
    [InlineData(null, "null\n")]
    public async Task Run_OfAnEventInAnyForm_GivesItToTheProgram(string? data, string expected)
    {
        using var line = new CommandLine { Input = " \"from a pipe\"\n" };
        line.Write("echo.wasm", Programs.Echo);
        line.Write("event.json", " {\"b\":2}\n");

        Ended ended = await line.RunAsync(data is null ? ["run", "echo.wasm"] : ["run", "echo.wasm", data]);

        Assert.Equal((0, expected), (ended.Code, ended.Out));
    }

    [Theory]
    [InlineData(2, "{broken", "EVENT is not JSON: line 1, byte 2.")]
    [InlineData(1, "nothing.json", "There is no file 'nothing.json'.")]
    [InlineData(1, "@broken.json", "'broken.json' is not JSON: line 1, byte 2.")]
    [InlineData(1, "-", "Standard input is not JSON: line 1, byte 2.")]
    public async Task Run_OfNoEvent_SaysWhereItIsWrong(int code, string data, string message)
    {
        using var line = new CommandLine { Input = "[x" };
        line.Write("echo.wasm", Programs.Echo);
        line.Write("broken.json", "{x");

        Ended ended = await line.RunAsync("run", "echo.wasm", data);

        Assert.Equal((code, ""), (ended.Code, ended.Out));
        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfAText_MakesTheModuleOfIt()
    {
        using var line = new CommandLine();
        line.Write("empty.wat", """
            (module (memory (export "memory") 1)
              (func (export "malloc") (param i32) (result i32) (i32.const 64))
              (func (export "event") (param i32 i32 i32)
                (i64.store (local.get 0) (i64.const 0))
                (i64.store offset=8 (local.get 0) (i64.const 0))))
            """);
        line.Write("broken.wat", "(module (memory 1)");

        Ended ended = await line.RunAsync("run", "empty.wat");
        Ended broken = await line.RunAsync("run", "broken.wat");

        Assert.Equal((0, ""), (ended.Code, ended.Out));
        Assert.Contains("result   empty\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (broken.Code, broken.Out));
        Assert.Contains("expected", broken.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfATrap_ShowsTheStackAndEndsWithOne()
    {
        using var line = new CommandLine();
        line.Write("trap.wasm", Programs.Trap);

        Ended ended = await line.RunAsync("run", "trap.wasm");
        Ended json = await line.RunAsync("run", "trap.wasm", "-o", "json");

        Assert.Equal((1, "", 1), (ended.Code, ended.Out, json.Code));
        Assert.StartsWith("trap in 0 µs\n  fault    ", ended.Error, StringComparison.Ordinal);
        Assert.Matches("at deeper .*\n.*at deep .*\n.*at main ", ended.Error);
        JsonElement run = JsonDocument.Parse(json.Out).RootElement;
        Assert.Equal("TRAP", run.GetProperty("outcome").GetString());
        Assert.Equal(
            ["deeper", "deep", "main"],
            run.GetProperty("backtrace").EnumerateArray().Select(frame => frame.GetProperty("function").GetString()));
    }

    [Theory]
    [InlineData("TIMEOUT", "--time", "50ms")]
    [InlineData("OUT_OF_FUEL", "--fuel", "10000")]
    public async Task Run_OfALoop_IsStoppedByALimit(string outcome, params string[] limit)
    {
        using var line = new CommandLine { Time = TimeProvider.System };
        line.Write("loop.wasm", Programs.Loop);

        Ended ended = await line.RunAsync(["run", "loop.wasm", "-o", "json", .. limit]);

        Assert.Equal((1, ""), (ended.Code, ended.Error));
        Assert.Equal(outcome, JsonDocument.Parse(ended.Out).RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Run_Interrupted_StopsTheProgram()
    {
        using var line = new CommandLine { Time = TimeProvider.System };
        line.Write("loop.wasm", Programs.Loop);
        using var interrupt = new CancellationTokenSource();

        Task<Ended> running = line.RunAsync(interrupt.Token, "run", "loop.wasm");
        await interrupt.CancelAsync();
        Ended ended = await running;

        Assert.Equal((1, "", "jobico: Interrupted.\n"), (ended.Code, ended.Out, ended.Error));
    }

    [Fact]
    public async Task Run_WithLimitsOfOutput_IsHeldToThem()
    {
        using var line = new CommandLine();
        line.Write("echo.wasm", Programs.Echo);

        Ended ended = await line.RunAsync("run", "echo.wasm", "[1,2,3]", "--max-output", "4B");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.StartsWith("output too large in 0 µs\n  fault    Its result is larger than 4 bytes.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfACommand_GivesItConfigurationAndTakesItsLogs()
    {
        using var line = new CommandLine();
        line.Environment["TOKEN"] = "s3cret";
        line.Write("env.wasm", Programs.Environment);

        Ended ended = await line.RunAsync("run", "env.wasm", "--env", "A=1=2", "--secret", "TOKEN", "--tenant", "m1");

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            [
                "A=1=2", "JOBICO_ATTEMPT=1", "JOBICO_EVENT=env", "JOBICO_EVENT_ID=00000000000000000000000000",
                "JOBICO_JOB=env", "JOBICO_TENANT=m1", "TOKEN=s3cret",
            ],
            ended.Out.TrimEnd('\n').TrimEnd('\0').Split('\0').Order(StringComparer.Ordinal));
        Assert.StartsWith("    +0 µs warning here it is\nok in 0 µs\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfADefinition_TakesEverythingFromIt()
    {
        using var line = new CommandLine();
        line.Write("greetings.yaml", Definition);
        line.Write("person.json", """{"type": "object", "required": ["name"]}""");
        line.Write("greeter.wasm", Programs.Environment);

        Ended ended = await line.RunAsync("run", "greetings.yaml", """{"name":"Ada"}""");
        Ended misfit = await line.RunAsync("run", "greetings.yaml", "{}");
        Ended byRuntime = await line.RunAsync("run", "greetings.yaml", "{}", "--runtime", "greeter", "--env", "GREETING=Hi");

        Assert.Equal(0, ended.Code);
        Assert.Superset(
            new HashSet<string> { "GREETING=Hello", "JOBICO_TENANT=m1", "JOBICO_JOB=greetings", "JOBICO_EVENT=person" },
            ended.Out.Split('\0').ToHashSet());
        Assert.Contains("of 1.0 MiB\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (misfit.Code, misfit.Out));
        Assert.Equal(
            """
            Refused: the event does not fit schema 'person.json': nothing was run.
              / required: must have the property "name"

            """,
            misfit.Error);
        Assert.Equal(0, byRuntime.Code);
        Assert.Contains("GREETING=Hi", byRuntime.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithADefinition_RunsTheModuleThatIsNamed()
    {
        using var line = new CommandLine();
        line.Write("greetings.yaml", Definition);
        Directory.CreateDirectory(Path.Combine(line.Folder, "schemas"));
        line.Write("schemas/person.json", "{}");
        line.Write("echo.wasm", Programs.Echo);

        Ended ended = await line.RunAsync("run", "echo.wasm", "7", "--definition", "greetings.yaml");
        Ended missing = await line.RunAsync("run", "greetings.yaml", "7");

        Assert.Equal((0, "7\n"), (ended.Code, ended.Out));
        Assert.Equal(1, missing.Code);
        Assert.Contains(
            "greetings.yaml refers to 'greeter.wasm', and there is no such file beside it", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--event-id", "nobody", "greetings.yaml has no event 'nobody' that a runtime processes. It has: person.")]
    [InlineData("--runtime", "nobody", "greetings.yaml has no runtime 'nobody'. It has: greeter.")]
    public async Task Run_OfAnUnknownPart_SaysWhichThereAre(string option, string id, string message)
    {
        using var line = new CommandLine();
        line.Write("greetings.yaml", Definition);

        Ended ended = await line.RunAsync("run", "greetings.yaml", option, id);

        Assert.Equal((2, $"jobico: {message}\n"), (ended.Code, ended.Error));
    }

    [Fact]
    public async Task Run_OfABrokenDefinition_SaysWhereItIsBroken()
    {
        using var line = new CommandLine();
        line.Write("greetings.yaml", Definition.Replace("runtime: greeter", "runtime: greter", StringComparison.Ordinal));

        Ended ended = await line.RunAsync("run", "greetings.yaml");

        Assert.Equal(1, ended.Code);
        Assert.Contains("greetings.yaml:10:", ended.Error, StringComparison.Ordinal);
        Assert.EndsWith("jobico: greetings.yaml can't be used: see the errors above.\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Repeated_ShowsTheTimesOfFurtherRuns()
    {
        using var line = new CommandLine();
        line.Write("echo.wasm", Programs.Echo);

        Ended ended = await line.RunAsync("run", "echo.wasm", "1", "--repeat", "10");

        Assert.Equal((0, "1\n"), (ended.Code, ended.Out));
        Assert.Contains("repeated 10 runs: median 0.0 µs, min 0.0 µs, p99 0.0 µs\n", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfWhatNoServerTakes_SaysWhatItLacks()
    {
        using var line = new CommandLine();
        line.Write("other.wasm", Programs.Core("", main: "handle"));
        line.Write("notes.wasm", "hello");

        Ended other = await line.RunAsync("run", "other.wasm");
        Ended named = await line.RunAsync("run", "other.wasm", "--main", "handle");
        Ended notes = await line.RunAsync("run", "notes.wasm");

        Assert.Equal((1, 0, 1), (other.Code, named.Code, notes.Code));
        Assert.Contains("Name the function to call with --main: handle.", other.Error, StringComparison.Ordinal);
        Assert.StartsWith("notes.wasm: error: The file is not WebAssembly", notes.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "echo.wasm", "1", "--memory", "much")]
    [InlineData("run", "echo.wasm", "1", "--memory", "1KiB")]
    [InlineData("run", "echo.wasm", "1", "--time", "5")]
    [InlineData("run", "echo.wasm", "1", "--fuel", "0")]
    [InlineData("run", "echo.wasm", "1", "--repeat", "0")]
    [InlineData("run", "echo.wasm", "1", "--env", "A")]
    [InlineData("run", "echo.wasm", "1", "--env", "JOBICO_TENANT=m2")]
    [InlineData("run", "echo.wasm", "1", "--abi", "wasi")]
    [InlineData("run", "echo.wasm", "1", "--event-id", "ev1")]
    [InlineData("run", "echo.wasm", "1", "--seed", "7")]
    [InlineData("run", "echo.wasm", "1", "--clock", "noon")]
    [InlineData("run", "a.yaml", "1", "--definition", "b.yaml")]
    public async Task Run_AskedWrongly_EndsWithTwo(params string[] args)
    {
        using var line = new CommandLine();
        line.Write("echo.wasm", Programs.Echo);

        Ended ended = await line.RunAsync(args);

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.StartsWith("jobico: ", ended.Error, StringComparison.Ordinal);
    }
}
