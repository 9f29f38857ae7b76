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
}
