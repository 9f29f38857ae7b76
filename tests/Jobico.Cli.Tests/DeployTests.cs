using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class DeployTests
{
    [Fact]
    public async Task Deploy_WithFileOfThatName_SendsItAndShowsVersionFilesAndCurl()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yml", "name: greet\n");

        Ended ended = await line.RunAsync("deploy", "greet");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        Assert.Equal(
            $$"""
            Deployed job greet of tenant default: version 1 is live.
              file       sha256          size
              greet.wasm aaaaaaaaaaaa 2.0 KiB
            Post an event:
              curl {{platform.Listener}}/events/default/ev1 -H 'content-type: application/json' -d '{"data":[{}]}'

            """,
            Trimmed(ended.Out));
        DeployRequest request = Assert.Single(platform.Control.Deployed);
        Assert.Equal(("", "greet", "name: greet\n", false),
            (request.Tenant, request.Job, request.Source, request.MustExist));
    }

    [Fact]
    public async Task Deploy_WithBothExtensionsThere_EndsWithTwoAndSendsNothing()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yml", "");
        line.Write("greet.yaml", "");

        Ended ended = await line.RunAsync("deploy", "greet");

        Assert.Equal(2, ended.Code);
        Assert.Contains("greet.yaml and greet.yml", ended.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Control.Deployed);
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("redeploy", "--config", "greet.yml")]
    public async Task Deploy_WithAnEmptyFile_SaysSoAndSendsNothing(string command, params string[] options)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yml", "");

        Ended ended = await line.RunAsync([command, "greet", .. options]);

        Assert.Equal(1, ended.Code);
        Assert.Contains("'greet.yml' is empty", ended.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Control.Deployed);
    }

    [Fact]
    public async Task Deploy_WithNoFile_SaysWhichNamesWereLookedFor()
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync("deploy", "greet");

        Assert.Equal(1, ended.Code);
        Assert.Contains("greet.yaml and greet.yml", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--config", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_NameIsAPath_TakesTheFileAndItsNameAsId()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        Directory.CreateDirectory(Path.Combine(line.Folder, "jobs"));
        line.Write("jobs/greet.yaml", "name: x");

        Ended ended = await line.RunAsync("deploy", "jobs/greet.yaml");

        Assert.Equal(0, ended.Code);
        Assert.Equal("greet", platform.Control.Deployed.Single().Job);
    }

    [Fact]
    public async Task Deploy_WithConfigWasmAndSchema_UploadsFirstToTheTenantOfTheDefinition()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("job-config.yaml", "Tenant: m1 \nid: test\n");
        line.Write("my-job-logic.wasm", "module");
        line.Write("event-schema.json", "{}");

        Ended ended = await line.RunAsync(
            "deploy", "my-job-definition", "--config", "job-config.yaml", "--wasm", "my-job-logic.wasm",
            "--schema", "event-schema.json");

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            [("m1", "my-job-logic.wasm", FileKind.Module), ("m1", "event-schema.json", FileKind.Schema)],
            platform.Repository.Uploads.Select(sent => (sent.Header.Tenant, sent.Header.Name, sent.Header.Kind)));
        Assert.Equal(("", "my-job-definition"),
            (platform.Control.Deployed.Single().Tenant, platform.Control.Deployed.Single().Job));
        Assert.DoesNotContain("Uploaded", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Uploaded my-job-logic.wasm to tenant m1", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flag", "variable", "flag")]
    [InlineData(null, "variable", "variable")]
    [InlineData(null, null, "")]
    public async Task Deploy_Tenant_FlagGoesBeforeVariableBeforeDefinition(
        string? flag, string? variable, string sent)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "tenant: m1");
        if (variable is not null) line.Environment["JOBICO_TENANT"] = variable;

        await line.RunAsync(flag is null ? ["deploy", "greet"] : ["deploy", "greet", "--tenant", flag]);

        Assert.Equal(sent, platform.Control.Deployed.Single().Tenant);
    }

    [Fact]
    public async Task Deploy_Refused_PrintsEachProblemWithItsPlaceAndEndsWithOne()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.OnDeploy = _ => throw FakeControl.Refusal(
            StatusCode.InvalidArgument,
            "not valid",
            new Problem
            {
                Severity = Problem.Types.Severity.Error,
                Line = 3,
                Column = 5,
                Path = "jobs[0].event",
                Message = "no such [key]\u001b[31m",
            },
            new Problem { Severity = Problem.Types.Severity.Warning, Message = "odd" });
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "x: 1");

        Ended ended = await line.RunAsync("deploy", "greet");

        Assert.Equal((1, ""), (ended.Code, ended.Out));
        Assert.Equal(
            """
            greet.yaml:3:5: error: jobs[0].event: no such [key]\u001b[31m
            greet.yaml: warning: odd
            jobico: greet.yaml was refused: nothing was deployed.

            """,
            ended.Error);
    }

    [Fact]
    public async Task Deploy_Unchanged_SaysSo()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.OnDeploy = _ => new DeployResponse
        {
            Version = FakeControl.Version("m1", "greet", number: 7),
            Unchanged = true,
        };
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "x: 1");

        Ended ended = await line.RunAsync("deploy", "greet");

        Assert.Equal(0, ended.Code);
        Assert.StartsWith(
            "Unchanged: job greet of tenant m1 is at version 7: nothing to do.", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_AsJson_IsOneObjectWithWarningsInside()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "x: 1");

        Ended ended = await line.RunAsync("deploy", "greet", "-o", "json");

        using var json = System.Text.Json.JsonDocument.Parse(ended.Out);
        Assert.Equal("greet", json.RootElement.GetProperty("version").GetProperty("job").GetString());
        Assert.False(json.RootElement.GetProperty("unchanged").GetBoolean());
    }

    private static string Trimmed(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
