using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class JobNameTests
{
    [Fact]
    public async Task Rollback_OfAKnownJob_NamesItByItsId()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("default", "greet"));
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "id: other\ntenant: m1");

        Ended ended = await line.RunAsync("rollback", "greet");

        Assert.Equal(0, ended.Code);
        Assert.Equal(new RollbackRequest { Tenant = "default", Job = "greet" }, platform.Control.RolledBack.Single());
        Assert.StartsWith(
            "Rolled back job greet of tenant default: version 3 is live and repeats version 1.",
            ended.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rollback_ByTheFilesName_MeansTheJobThatTheFileDefines()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("m1", "test"));
        using var line = new CommandLine(platform);
        line.Write("my-job-definition.yaml", "id: test\ntenant: m1");

        Ended ended = await line.RunAsync("rollback", "my-job-definition", "--version", "1");

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            new RollbackRequest { Tenant = "m1", Job = "test", Version = 1 }, platform.Control.RolledBack.Single());
    }

    [Fact]
    public async Task Rollback_WithTenantGiven_GoesBeforeTheFiles()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("m2", "test"));
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "id: test\ntenant: m1");

        Ended ended = await line.RunAsync("rollback", "greet", "--tenant", "m2");

        Assert.Equal(0, ended.Code);
        Assert.Equal("m2", platform.Control.RolledBack.Single().Tenant);
    }

    [Fact]
    public async Task Rollback_OfAnUnknownJob_SaysWhatThereIs()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("default", "hello"));
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("rollback", "greet");

        Assert.Equal(1, ended.Code);
        Assert.Contains("no job 'greet'", ended.Error, StringComparison.Ordinal);
        Assert.Contains("It has: hello.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeploy_WithConfig_NeedsTheJobAndSendsTheNewDefinition()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("m1", "test"));
        using var line = new CommandLine(platform);
        line.Write("my-job-definition.yaml", "id: test\ntenant: m1");
        line.Write("new-config.yaml", "id: test\ntenant: m1\n# new");

        Ended ended = await line.RunAsync("redeploy", "my-job-definition", "--config", "new-config.yaml");

        Assert.Equal(0, ended.Code);
        DeployRequest request = platform.Control.Deployed.Single();
        Assert.Equal(("m1", "test", true), (request.Tenant, request.Job, request.MustExist));
        Assert.EndsWith("# new", request.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeploy_WithoutAnyFile_TakesTheLiveDefinition()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Control.Jobs.Add(FakeControl.Version("default", "greet"));
        using var line = new CommandLine(platform);

        Ended ended = await line.RunAsync("redeploy", "greet");

        Assert.Equal(0, ended.Code);
        Assert.Equal("", platform.Control.Deployed.Single().Source);
    }

    [Fact]
    public async Task Redeploy_OfAnUnknownJob_DeploysNothing()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("greet.yaml", "tenant: m1");

        Ended ended = await line.RunAsync("redeploy", "greet");

        Assert.Equal(1, ended.Code);
        Assert.Contains("Tenant 'm1' has no job", ended.Error, StringComparison.Ordinal);
        Assert.Empty(platform.Control.Deployed);
    }
}
