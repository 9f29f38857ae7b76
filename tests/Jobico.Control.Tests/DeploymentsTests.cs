using Jobico.Catalog;
using Jobico.Model.Definitions;

namespace Jobico.Control.Tests;

public sealed class DeploymentsTests : DeploymentBench
{
    private const string Source = """
        id: job
        tenant: t1
        jobs:
          - event: {id: ev1, schema: {schemaref: /schemas/s.json}, supplierqueue: q, runtime: r}
        runtimes:
          - {id: r, moduleref: m.wasm}
        """;

    [Fact]
    public async Task Deploy_TakesAFileByItsBaseName_WithAWarning_AndPinsIt()
    {
        DeployResult.Deployed deployed = await DeployedAsync(Source);

        Assert.Equal(1, deployed.Version.Number);
        Assert.Equal("s.json", deployed.Version.Files["/schemas/s.json"].FileName);
        Assert.Contains(deployed.Warnings, warning => warning.Message.Contains("'s.json' is taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OfFilesThatAnotherTenantHas_SaysWhose()
    {
        await PutAsync("t2", "other.wasm", RepositoryFileKind.Module, Module("event"));

        DeployResult.Unfit unfit = await UnfitAsync(Source.Replace("m.wasm", "other.wasm", StringComparison.Ordinal));

        Assert.Contains("Tenant 't2' has it", Assert.Single(Errors(unfit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfASchemaWhereAModuleBelongs_IsUnfit()
    {
        DeployResult.Unfit unfit = await UnfitAsync(Source.Replace("m.wasm", "s.json", StringComparison.Ordinal));

        Assert.Contains("is a schema", Assert.Single(Errors(unfit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ForMoreMemoryThanTheServerGives_IsUnfit()
    {
        DeployResult.Unfit unfit = await UnfitAsync(
            Source.Replace("m.wasm}", "m.wasm, limits: {memory: 4GiB}}", StringComparison.Ordinal));

        Assert.Contains("limits.memory", Assert.Single(Errors(unfit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfAQueueThatAnotherJobDeclaresOtherwise_IsUnfit()
    {
        await DeployedAsync(Source);
        string other = Source.Replace("id: job", "id: other\nqueues: [{id: q, concurrency: 3}]", StringComparison.Ordinal)
            .Replace("ev1", "ev2", StringComparison.Ordinal);

        DeployResult.Unfit unfit = await UnfitAsync(other);

        Assert.Contains("other settings", Assert.Single(Errors(unfit)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redeploy_WithoutASource_TakesTheFilesAsTheyAreNow()
    {
        await DeployedAsync(Source);
        await PutAsync("t1", "m.wasm", RepositoryFileKind.Module, Module("event", "extra"));

        DeployResult result = await Deployments.DeployAsync(new DeployRequest(Tenant, null, "job", true), Token);

        Assert.Equal(2, Assert.IsType<DeployResult.Deployed>(result).Version.Number);
    }

    [Fact]
    public async Task Redeploy_OfAJobThatIsNotThere_OrUnderAnotherId_ChangesNothing()
    {
        Assert.IsType<DeployResult.NotFound>(
            await Deployments.DeployAsync(new DeployRequest(Tenant, Source, "job", true), Token));
        await DeployedAsync(Source);
        DeployResult.Invalid mismatch = Assert.IsType<DeployResult.Invalid>(
            await Deployments.DeployAsync(new DeployRequest(Tenant, Source, "wanted", true), Token));

        Assert.Contains(mismatch.Problems, problem => problem.Message.Contains("'wanted'", StringComparison.Ordinal));
        Assert.Single(await Deployments.ListVersionsAsync(Tenant, "job", Token));
    }

    [Fact]
    public async Task Rollback_Twice_GoesTwoVersionsBack()
    {
        foreach (string name in new[] { "one", "two", "three" })
        {
            await DeployedAsync(Source.Replace("id: job", $"id: job\nname: {name}", StringComparison.Ordinal));
        }

        DeployResult first = await Deployments.RollbackAsync(Tenant, "job", null, Token);
        DeployResult second = await Deployments.RollbackAsync(Tenant, "job", null, Token);
        DeployResult third = await Deployments.RollbackAsync(Tenant, "job", null, Token);

        Assert.Equal((4, 2, "two"), Of(first));
        Assert.Equal((5, 1, "one"), Of(second));
        Assert.IsType<DeployResult.NotFound>(third);

        static (int, int?, string) Of(DeployResult result)
        {
            JobVersion version = Assert.IsType<DeployResult.Deployed>(result).Version;
            return (version.Number, version.RollbackTo, version.Definition.Name);
        }
    }

    [Fact]
    public async Task Rollback_AfterTheFileChanged_PinsTheOldContent()
    {
        DeployResult.Deployed first = await DeployedAsync(Source);
        await PutAsync("t1", "m.wasm", RepositoryFileKind.Module, Module("event", "extra"));
        DeployResult.Deployed second = await DeployedAsync(Source);
        Assert.NotEqual(first.Version.Files["m.wasm"], second.Version.Files["m.wasm"]);

        DeployResult third = await Deployments.RollbackAsync(Tenant, "job", 1, Token);

        Assert.Equal(
            first.Version.Files, Assert.IsType<DeployResult.Deployed>(third).Version.Files);
    }

    [Fact]
    public async Task Deploy_OfASchemaThatQueuedEventsMayNotFit_WarnsWithAnExample_AndSoDoesRollingBack()
    {
        await PutSchemaAsync("""{"type":"object","properties":{"price":{"minimum":0}}}""");
        await DeployedAsync(Source);

        await PutSchemaAsync("""{"type":"object","properties":{"price":{"minimum":5}},"required":["id"]}""");
        DeployResult.Deployed narrower = await DeployedAsync(Source);
        string[] said = [.. narrower.Warnings.Where(w => w.Path == "event 'ev1'" && w.Message.Contains("queued", StringComparison.Ordinal))
            .Select(w => w.Message)];
        Assert.Equal(2, narrower.Version.Number);
        Assert.Equal(2, said.Length);
        Assert.All(said, message => Assert.Contains("version 1", message, StringComparison.Ordinal));
        Assert.Contains(said, message => message.Contains("/price", StringComparison.Ordinal)
            && message.Contains("For example: {", StringComparison.Ordinal));

        await PutSchemaAsync("""{"type":"object"}""");
        DeployResult.Deployed wider = await DeployedAsync(Source);
        Assert.DoesNotContain(wider.Warnings, w => w.Message.Contains("queued", StringComparison.Ordinal));

        var back = Assert.IsType<DeployResult.Deployed>(await Deployments.RollbackAsync(Tenant, "job", 2, Token));
        Assert.Contains(back.Warnings, w => w.Message.Contains("Events that version 3 accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_OfASchemaThatCanNotBeCompared_SaysSo()
    {
        await PutSchemaAsync("""{"type":"string","format":"date"}""");
        await DeployedAsync(Source);

        await PutSchemaAsync("""{"type":"string","pattern":"^[0-9-]+$"}""");
        DeployResult.Deployed changed = await DeployedAsync(Source);

        Assert.Contains("can't be told",
            Assert.Single(changed.Warnings, w => w.Path == "event 'ev1'" && w.Message.Contains("queued", StringComparison.Ordinal)).Message,
            StringComparison.Ordinal);
    }
}
