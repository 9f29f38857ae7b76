using System.Text.Json;

namespace Jobico.Cli.Tests;

/// <summary>What a local run is granted, and what it leaves.</summary>
public sealed class RunGrantTests
{
    [Fact]
    public async Task Run_WithAStore_KeepsItFromRunToRun()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);

        Ended first = await line.RunAsync("run", "count.wasm", "--store", "store.json");
        Ended second = await line.RunAsync("run", "count.wasm", "--store", "store.json", "--repeat", "2");

        Assert.Equal((0, "x\n"), (first.Code, first.Out));
        Assert.Equal((0, "xx\n"), (second.Code, second.Out));
        Assert.Contains("2 of the 2 further runs ended otherwise than the first.", second.Error, StringComparison.Ordinal);
        Assert.Equal("xxxx", JsonDocument.Parse(line.Read("store.json")).RootElement.GetProperty("runs").GetString());
    }

    [Fact]
    public async Task Run_WithTheStoreInMemory_LeavesNothing()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);

        Ended ended = await line.RunAsync("run", "count.wasm", "--keyvalue", "write");

        Assert.Equal((0, "x\n"), (ended.Code, ended.Out));
        Assert.Contains("calls    3 of 1,000: 1 publish, 1 value_get, 1 value_set\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["count.wasm"], Directory.EnumerateFiles(line.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("none", 1)]
    [InlineData("read", 0)]
    public async Task Run_WithoutTheGrant_IsRefusedWhatItAsks(string access, int code)
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        line.Write("store.json", """{"runs": "abc"}""");

        Ended ended = await line.RunAsync("run", "count.wasm", "--keyvalue", access, "--store", "store.json");

        Assert.Equal(code, ended.Code);
        Assert.Equal("""{"runs": "abc"}""", line.Read("store.json"));
    }

    [Fact]
    public async Task Run_ThatPublishes_ShowsTheEvents()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        string[] args = ["run", "count.wasm", """{"n":1}""", "--keyvalue", "write"];

        Ended refused = await line.RunAsync([.. args, "-o", "json"]);
        Ended shown = await line.RunAsync([.. args, "--publish", "seen"]);
        Ended json = await line.RunAsync([.. args, "--publish", "seen", "-o", "json"]);

        Assert.Equal(0, JsonDocument.Parse(refused.Out).RootElement.GetProperty("published").GetArrayLength());
        Assert.StartsWith("↳ seen {\"n\":1}\n", shown.Error, StringComparison.Ordinal);
        JsonElement published = JsonDocument.Parse(json.Out).RootElement.GetProperty("published")[0];
        Assert.Equal(("seen", 1), (published.GetProperty("event").GetString(), published.GetProperty("data").GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task Run_WithTooFewCalls_IsStopped()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);

        Ended ended = await line.RunAsync("run", "count.wasm", "--keyvalue", "write", "--calls", "1");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Contains("asked its host more than 1 times", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOKEN", "6")]
    [InlineData("TOKEN=@token.txt", "8")]
    public async Task Run_WithASecret_TakesItsValueFromOutsideTheArguments(string secret, string length)
    {
        using var line = new CommandLine();
        line.Environment["TOKEN"] = "s3cret";
        line.Write("token.txt", "12345678\n");
        line.Write("secret.wasm", Programs.SecretLength);

        Ended ended = await line.RunAsync("run", "secret.wasm", "\"TOKEN\"", "--secret", secret);
        Ended json = await line.RunAsync("run", "secret.wasm", "\"TOKEN\"", "--secret", secret, "-o", "json");

        Assert.Equal((0, length + "\n"), (ended.Code, ended.Out));
        Assert.DoesNotContain("s3cret", ended.Error + json.Out + json.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("12345678", ended.Error + json.Out + json.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TOKEN=hunter2-value")]
    [InlineData("hunter2-value")]
    public async Task Run_WithASecretAmongTheArguments_IsRefusedWithoutRepeatingIt(string secret)
    {
        using var line = new CommandLine();
        line.Write("secret.wasm", Programs.SecretLength);

        Ended ended = await line.RunAsync("run", "secret.wasm", "\"TOKEN\"", "--secret", secret);

        Assert.Equal((2, ""), (ended.Code, ended.Out));
        Assert.DoesNotContain("hunter2", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithASecretThatIsNotSet_SaysHowToGiveIt()
    {
        using var line = new CommandLine();
        line.Write("secret.wasm", Programs.SecretLength);

        Ended ended = await line.RunAsync("run", "secret.wasm", "--secret", "TOKEN");

        Assert.Equal(2, ended.Code);
        Assert.Contains("the variable TOKEN is not set", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithABrokenStore_SaysSo()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        line.Write("store.json", "[1]");

        Ended ended = await line.RunAsync("run", "count.wasm", "--store", "store.json");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.StartsWith("jobico: 'store.json' is no key/value store", ended.Error, StringComparison.Ordinal);
        Assert.Equal("[1]", line.Read("store.json"));
    }

    [Fact]
    public async Task Run_WithHttp_ReachesTheOriginsThatAreNamed()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine();
        line.Write("fetch.wasm", Programs.Fetch);
        string head = $$"""{"method": "POST", "url": "{{platform.Listener}}/events/m1/ev1"}""";

        Ended granted = await line.RunAsync("run", "fetch.wasm", head, "--http", platform.Listener);
        Ended refused = await line.RunAsync("run", "fetch.wasm", head);
        Ended wrong = await line.RunAsync("run", "fetch.wasm", head, "--http", "api.example.com");

        Assert.Equal((0, """{"ids":["01K0000000000000000000000A"]}""" + "\n"), (granted.Code, granted.Out));
        Assert.Equal("/events/m1/ev1", platform.Posts.Single().Path);
        Assert.Equal((1, "The program's definition grants no origin.\n"), (refused.Code, refused.Out));
        Assert.Equal((2, ""), (wrong.Code, wrong.Out));
        Assert.StartsWith("jobico: --http: 'api.example.com' has no scheme", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Replayed_AsksNothingOfTheWorld()
    {
        using var line = new CommandLine();
        line.Write("fetch.wasm", Programs.Fetch);
        string head;
        Ended recorded;
        await using (FakePlatform platform = await FakePlatform.StartAsync())
        {
            head = $$"""{"method":"POST","url":"{{platform.Listener}}/events/m1/ev1","headers":[["x-key","s3cret"]]}""";
            recorded = await line.RunAsync("run", "fetch.wasm", head, "--http", platform.Listener, "--record", "run.json");
        }

        Ended replayed = await line.RunAsync("run", "fetch.wasm", "--replay", "run.json", "--repeat", "3");
        Ended other = await line.RunAsync(
            "run", "fetch.wasm", head.Replace("ev1", "ev2", StringComparison.Ordinal), "--replay", "run.json");

        Assert.Equal((0, 0), (recorded.Code, replayed.Code));
        Assert.Equal(recorded.Out, replayed.Out);
        Assert.DoesNotContain("ended otherwise", replayed.Error, StringComparison.Ordinal);
        Assert.Equal((1, ""), (other.Code, other.Out));
        Assert.Contains("is now http_send with other content", other.Error, StringComparison.Ordinal);
        JsonElement answered = JsonDocument.Parse(line.Read("run.json")).RootElement.GetProperty("answered")[0];
        Assert.Equal(
            ["request", "sha256", "answer", "status", "headers", "body"],
            answered.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Run_ReplayedWithAStore_IsAnsweredAsItWas()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        line.Write("store.json", """{"runs": "abc", "blob": {"base64": "/w=="}}""");
        string[] args = ["run", "count.wasm", "[7]", "--store", "store.json", "--publish", "seen", "--record", "run.json"];

        Ended recorded = await line.RunAsync(args);
        Ended replayed = await line.RunAsync("run", "count.wasm", "--replay", "run.json", "-o", "json");

        Assert.Equal((0, "abcx\n"), (recorded.Code, recorded.Out));
        JsonElement run = JsonDocument.Parse(replayed.Out).RootElement;
        Assert.Equal("abcx", run.GetProperty("result").GetString());
        Assert.Equal("seen", run.GetProperty("published")[0].GetProperty("event").GetString());
        JsonElement store = JsonDocument.Parse(line.Read("store.json")).RootElement;
        Assert.Equal("abcx", store.GetProperty("runs").GetString());
        Assert.Equal("/w==", store.GetProperty("blob").GetProperty("base64").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("nothing")]
    public async Task Run_OfNoRecording_SaysSo(string content)
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        line.Write("run.json", content);

        Ended ended = await line.RunAsync("run", "count.wasm", "--replay", "run.json");

        Assert.Equal((1, "jobico: 'run.json' is no recording of a run: make one with --record.\n"), (ended.Code, ended.Error));
    }

    [Fact]
    public async Task Run_OfADefinitionWithGrants_GivesThemToTheProgram()
    {
        using var line = new CommandLine();
        line.Write("count.wasm", Programs.Count);
        line.Write("any.json", "true");
        line.Write("number.json", """{"type": "number"}""");
        line.Write("job.yaml", """
            id: counting
            queues: [{id: main}]
            jobs:
              - event: {id: count, schema: {schemaref: any.json}, supplierqueue: main, runtime: counter}
              - event: {id: seen, schema: {schemaref: number.json}, supplierqueue: main, runtime: counter}
            runtimes:
              - id: counter
                moduleref: count.wasm
                keyvalue: write
                publish: [seen]
                secrets: [TOKEN]
                limits: {calls: 3, fuel: 100000}
            """);

        Ended fits = await line.RunAsync("run", "job.yaml", "7", "--event-id", "count");
        Ended misfit = await line.RunAsync("run", "job.yaml", "\"x\"", "--event-id", "count");
        Ended which = await line.RunAsync("run", "job.yaml", "7");

        Assert.Equal((0, "x\n"), (fits.Code, fits.Out));
        Assert.Contains("↳ seen 7\n", fits.Error, StringComparison.Ordinal);
        Assert.Contains("the definition names the secret 'TOKEN', and the variable TOKEN is not set", fits.Error, StringComparison.Ordinal);
        Assert.Contains("calls    3 of 3: ", fits.Error, StringComparison.Ordinal);
        Assert.Matches(@"fuel     [\d,]+ of 100,000\n", fits.Error);
        Assert.Equal(0, misfit.Code);
        Assert.DoesNotContain("↳", misfit.Error, StringComparison.Ordinal);
        Assert.Equal(2, which.Code);
        Assert.Contains("say which with --event-id", which.Error, StringComparison.Ordinal);
    }
}
