using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>Deploy a definition, post an event, see its result: through the doors that a user takes.</summary>
public sealed class MainJobTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SpecExample_DeployedAsPrinted_RunsAndChainsThroughTheUndeclaredQueue()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        place.Write("my-job-definition.yaml", Definition("spec-example.yaml"));
        place.Write("schema.json", """{"type":"object","required":["firstName"]}""");
        place.WriteGuest("echo", "greet.wasm");

        CommandResult deployed = await server.CliAsync(
            place.Folder, Token, "deploy", "my-job-definition", "--wasm", "greet.wasm", "--schema", "schema.json");

        Assert.True(deployed.ExitCode == 0, deployed.Output + deployed.Errors);
        Assert.Contains("queue1", deployed.Output + deployed.Errors, StringComparison.Ordinal);
        IReadOnlyList<string> ids = await server.PostAsync("m1/ev1", [new { firstName = "Ada" }], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("m1", seen => seen.Count == 2, Token);
        Execution first = Assert.Single(executions, execution => execution.EventId == ids[0]);
        Execution second = Assert.Single(executions, execution => execution.ParentId == ids[0]);
        Assert.Equal((Outcome.Ok, "ev1", "queue", 1), (first.Outcome, first.Event, first.Queue, first.Version));
        Assert.Equal("""{"firstName":"Ada"}""", first.Result);
        Assert.Equal("echo", Assert.Single(first.Logs).Text);
        Assert.Equal((Outcome.Ok, "ev1_ok", "queue1", 1), (second.Outcome, second.Event, second.Queue, second.Depth));
    }

    [Fact]
    public async Task SpecFragments_DeployedAsOneDefinition_RunByNumberIds()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        place.Write("job.yaml", Definition("spec-fragments.yaml"));
        place.Write("user-registration-schema.json", """{"type":"object"}""");
        place.WriteGuest("echo", "wasm-runtime.wasm");

        CommandResult deployed = await server.CliAsync(
            place.Folder, Token, "deploy", "job",
            "--wasm", "wasm-runtime.wasm", "--schema", "user-registration-schema.json");

        Assert.True(deployed.ExitCode == 0, deployed.Output + deployed.Errors);
        IReadOnlyList<string> ids = await server.PostAsync("56789/6789", [new { user = 1 }], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("56789", seen => seen.Count == 1, Token);
        Assert.Equal((ids[0], Outcome.Ok, "12345"), (executions[0].EventId, executions[0].Outcome, executions[0].Job));
    }

    [Fact]
    public async Task SpecCommands_AsPrinted_DeployRollBackRedeployAndStream()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        place.Write("event-schema.json", """{"type":"object"}""");
        place.WriteGuest("echo", "my-job-logic.wasm");
        place.WriteGuest("refuse", "my-job-logic-v2.wasm");
        const string Config = """
            id: my-job-definition
            jobs:
              - event: {id: ev1, schema: {schemaref: event-schema.json}, supplierqueue: q, runtime: r}
            runtimes:
              - {id: r, moduleref: my-job-logic.wasm}
            """;
        place.Write("job-config.yaml", Config);
        place.Write("new-config.yaml", Config.Replace("logic.wasm", "logic-v2.wasm", StringComparison.Ordinal));

        await SucceedAsync("deploy", "my-job-definition", "--config", "job-config.yaml",
            "--wasm", "my-job-logic.wasm", "--schema", "event-schema.json");
        await SucceedAsync("upload-wasm", "my-job-logic-v2.wasm");
        await SucceedAsync("upload-schema", "event-schema.json");
        await SucceedAsync("redeploy", "my-job-definition", "--config", "new-config.yaml");
        await server.PostAsync("default/ev1", [new { a = 1 }], Token);
        await server.UntilAsync("default", seen => seen.Count == 1, Token);
        await SucceedAsync("rollback", "my-job-definition", "--version", "1");
        await server.PostAsync("default/ev1", [new { a = 2 }], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("default", seen => seen.Count == 2, Token);
        Assert.Equal([(2, Outcome.Error, 7UL), (3, Outcome.Ok, 0UL)],
            executions.Select(execution => (execution.Version, execution.Outcome, execution.Code)));
        Assert.Equal("no stock", executions[0].Result);

        CommandResult streamed = await SucceedAsync(
            "stream-from-recorder", "my-job-definition", "--logs", "--from-beginning", "--count", "2");
        Assert.Contains("no stock", streamed.Output, StringComparison.Ordinal);

        async Task<CommandResult> SucceedAsync(params string[] arguments)
        {
            CommandResult result = await server.CliAsync(place.Folder, Token, arguments);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
            return result;
        }
    }

    [Fact]
    public async Task Result_ThatMisfitsTheNextSchema_IsADeadLetterAndTheParentIsDone()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        await server.UploadGuestAsync("t1", "echo", Token);
        await server.UploadSchemaAsync("t1", "any.json", "true", Token);
        await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
        await server.DeployAsync(
            Definition("chain.yaml").Replace("first, schema: {schemaref: number.json}",
                "first, schema: {schemaref: any.json}", StringComparison.Ordinal),
            Token);

        IReadOnlyList<string> ids = await server.PostAsync("t1/first", [new { n = -1 }, new { n = 1 }], Token);

        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 3, Token);
        Assert.All(ids, id => Assert.Equal(Disposition.Completed,
            Assert.Single(executions, execution => execution.EventId == id).Disposition));
        Assert.Equal(ids[1], Assert.Single(executions, execution => execution.Event == "second").ParentId);
    }

    [Fact]
    public async Task Module_WithAMainFunctionOfItsOwnName_IsUploadedWithAWarning_AndRunsByMainfuncname()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        place.WriteGuest("named");
        await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);

        CommandResult uploaded = await server.CliAsync(
            place.Folder, Token, "upload-wasm", "named.wasm", "--tenant", "t1");
        Assert.True(uploaded.ExitCode == 0, uploaded.Errors);
        Assert.Contains("handle", uploaded.Output + uploaded.Errors, StringComparison.Ordinal);
        await server.DeployAsync(
            Definition("chain.yaml").Replace("echo.wasm", "named.wasm, mainfuncname: handle", StringComparison.Ordinal),
            Token);

        await server.PostAsync("t1/first", [new { n = 1 }], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 2, Token);
        Assert.All(executions, execution => Assert.Equal(Outcome.Ok, execution.Outcome));
    }

    [Fact]
    public async Task Server_ToldToTerminate_FinishesWhatRunsAndExitsZero()
    {
        using var place = new Workplace();
        IReadOnlyList<string> ids;
        await using (JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token))
        {
            await server.UploadGuestAsync("t1", "echo", Token);
            await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
            await server.DeployAsync(Definition("chain.yaml"), Token);
            ids = await server.PostAsync("t1/first", Enumerable.Range(0, 500).Select(n => new { n }), Token);
            Assert.True(await server.TerminateAsync(Token) == 0, server.Output);
        }
        await using JobicoProcess again = await JobicoProcess.StartAsync(place.Data, Token);
        await again.UntilAsync("t1", seen => seen.Count == 1_000, Token);
        IReadOnlyList<Execution> all = await again.AllExecutionsAsync("t1", Token);
        Assert.Equal(1_000, all.Select(execution => execution.Id).Distinct().Count());
        Assert.Equal(ids.Order(), all.Where(execution => execution.Depth == 0).Select(e => e.EventId).Order());
    }
}
