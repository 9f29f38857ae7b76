using Goico.Wasm;
using Jobico.Catalog;
using Jobico.Model.Definitions;

namespace Jobico.Control.Tests;

/// <summary>What a definition grants its programs is looked for when it is deployed.</summary>
public sealed class GrantDeployTests : DeploymentBench
{
    private const string Other = """
        id: other
        tenant: t1
        jobs:
          - event: {id: theirs, schema: {schemaref: s.json}, supplierqueue: q, runtime: r}
            result:
              ok: {id: theirs-done, schema: {schemaref: s.json}, supplierqueue: out}
        runtimes:
          - {id: r, moduleref: m.wasm}
        """;

    [Fact]
    public async Task Deploy_ThatPublishesItsOwnAndOtherJobsEvents_IsLive()
    {
        await DeployedAsync(Other);

        DeployResult.Deployed deployed = await DeployedAsync(Source("publish: [ev1, done, theirs, theirs-done]"));

        Assert.DoesNotContain(deployed.Warnings, warning => warning.Path == "runtime 'r'");
    }

    [Fact]
    public async Task Deploy_ThatPublishesWhatNobodyHas_IsUnfitAndSaysWhatWasMeant()
    {
        await DeployedAsync(Other);

        DeployResult.Unfit unfit = await UnfitAsync(Source("publish: [theirs-dome, zzz]"));

        Assert.Equal(
            [
                ("runtime 'r'", "'publish' names event 'theirs-dome', which neither this definition nor a live job of "
                    + "the tenant has; did you mean 'theirs-done'?"),
                ("runtime 'r'", "'publish' names event 'zzz', which neither this definition nor a live job of the "
                    + "tenant has: define it here, or deploy the job that does first."),
            ],
            Errors(unfit).Select(error => (error.Path, error.Message)));
    }

    [Fact]
    public async Task Rollback_ToAVersionThatPublishesWhatIsNoLongerLive_IsUnfit()
    {
        await DeployedAsync(Other);
        await DeployedAsync(Source("publish: [theirs]"));
        await DeployedAsync(Source("env: {A: b}"));
        await DeployedAsync(Other.Replace("id: theirs,", "id: renamed,", StringComparison.Ordinal));

        DeployResult result = await Deployments.RollbackAsync(Tenant, "job", 1, Token);

        DefinitionProblem error = Assert.Single(Errors(Assert.IsType<DeployResult.Unfit>(result)));
        Assert.Contains("'theirs'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_WithoutAnEventThatAnotherJobPublishes_WarnsWhatBecomesOfIt()
    {
        await DeployedAsync(Other);
        await DeployedAsync(Source("publish: [theirs]"));

        DeployResult.Deployed deployed =
            await DeployedAsync(Other.Replace("id: theirs,", "id: renamed,", StringComparison.Ordinal));

        Assert.Contains(
            new DefinitionProblem(ProblemSeverity.Warning, "event 'theirs'", 0, 0,
                "Job 'job' publishes event 'theirs', which this version has no more: what it publishes becomes a dead "
                + "letter."),
            deployed.Warnings);
    }

    [Fact]
    public async Task Deploy_WithSecretsThatAreNotSet_WarnsHowToSetThem_UntilTheyAre()
    {
        DeployResult.Deployed first = await DeployedAsync(Source("secrets: [API_KEY, OTHER]"));
        await Secrets.SetAsync(Tenant, "API_KEY", "x"u8.ToArray(), Token);
        DeployResult.Deployed second = await DeployedAsync(Source("secrets: [API_KEY, OTHER]"));

        Assert.Equal(["API_KEY", "OTHER"], Missing(first));
        Assert.Equal(["OTHER"], Missing(second));
        Assert.Equal((1, true), (second.Version.Number, second.Unchanged));
        Assert.Contains(
            "The secret 'OTHER' is not set, and the program is told so until it is. Set it with: "
            + "jobico secrets set OTHER --tenant t1",
            second.Warnings.Select(warning => warning.Message));

        static IEnumerable<string> Missing(DeployResult.Deployed deployed) => deployed.Warnings
            .Where(warning => warning.Path == "runtime 'r'" && warning.Severity == ProblemSeverity.Warning)
            .Select(warning => warning.Message.Split('\'')[1]);
    }

    [Theory]
    [InlineData("env: {A: b}",
        "'jobico.http_send' needs 'http', 'jobico.value_set' needs 'keyvalue: write', 'jobico.secret_get' needs 'secrets', "
        + "'jobico.publish' needs 'publish'")]
    [InlineData("http: [https://a.b], keyvalue: read, secrets: [A]",
        "'jobico.value_set' needs 'keyvalue: write', 'jobico.publish' needs 'publish'")]
    [InlineData("http: [https://a.b], keyvalue: write, secrets: [A], publish: [ev1]", null)]
    public async Task Deploy_OfAModuleThatAsksForMoreThanIsGranted_WarnsOfEach(string grants, string? missing)
    {
        await PutAsync("t1", "m.wasm", RepositoryFileKind.Module, WasmText.ToBinary("""
            (module
              (import "env" "log" (func (param i32 i32 i32)))
              (import "jobico" "http_send" (func (param i32 i32 i32 i32) (result i32)))
              (import "jobico" "value_set" (func (param i32 i32 i32 i32) (result i32)))
              (import "jobico" "secret_get" (func (param i32 i32) (result i32)))
              (import "jobico" "publish" (func (param i32 i32 i32 i32) (result i32)))
              (import "jobico" "answer" (func (param i32 i32) (result i32)))
              (memory (export "memory") 1)
              (func (export "malloc") (param i32) (result i32) (i32.const 8))
              (func (export "event") (param i32 i32 i32)))
            """));

        DeployResult.Deployed deployed = await DeployedAsync(Source(grants));

        Assert.Equal(
            missing is null
                ? []
                : [$"The program asks for what the definition does not grant it, and is refused: {missing}."],
            deployed.Warnings.Select(warning => warning.Message)
                .Where(message => message.StartsWith("The program asks", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("jobico:jobicolet/http@1.0.0.send", "http")]
    [InlineData("jobico:jobicolet/config@1.0.0.secret", null)]
    [InlineData("jobico:jobicolet/key-value@1.0.0.remove", "keyvalue: read")]
    [InlineData("jobico:jobicolet/events@1.0.0.publish", "publish")]
    [InlineData("jobico:jobicolet/key-value@1.0.0.get", "keyvalue: read")]
    [InlineData("jobico:jobicolet/log@1.0.0.log", null)]
    [InlineData("jobico:jobicolet/config@1.0.0.get", null)]
    [InlineData("wasi_snapshot_preview1.fd_write", null)]
    public void Ungranted_OfAnImport_NamesTheKeyThatWouldGrantIt(string import, string? key)
    {
        var bare = new RuntimeDefinition { Id = "r", Name = "r", ModuleRef = "m.wasm" };
        RuntimeDefinition granted =
            bare with { Http = ["https://a.b"], Publish = ["ev1"], KeyValue = KeyValueAccess.Write, Secrets = ["S"] };

        string? said = Grants.Ungranted(bare, [import, import]);

        if (key is null) Assert.Null(said);
        else Assert.EndsWith($": '{import}' needs '{key}'.", said, StringComparison.Ordinal);
        Assert.Null(Grants.Ungranted(granted, [import]));
    }

    private static string Source(string grants) => $$"""
        id: job
        tenant: t1
        jobs:
          - event: {id: ev1, schema: {schemaref: s.json}, supplierqueue: mine, runtime: r}
            result:
              ok: {id: done, schema: {schemaref: s.json}, supplierqueue: mine-out}
        runtimes:
          - {id: r, moduleref: m.wasm, {{grants}}}
        """;
}
