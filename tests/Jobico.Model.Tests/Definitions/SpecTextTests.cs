using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

public sealed class SpecTextTests
{
    [Theory]
    [InlineData("id", "12345")]
    [InlineData("tenant", "job")]
    [InlineData("queues", "job")]
    [InlineData("runtimes", "job")]
    public void Read_FragmentAlone_HasOnlyTheWarningOfNoEvents(string fragment, string expectedId)
    {
        DefinitionReading reading = DefinitionReader.Read(Texts.Read(fragment), "job");

        DefinitionProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((ProblemSeverity.Warning, "jobs", 1, 1), (problem.Severity, problem.Path, problem.Line, problem.Column));
        Assert.Equal("the job defines no events, so nothing can be posted to it", problem.Message);
        Assert.Equal(expectedId, reading.Definition!.Id);
    }

    [Fact]
    public void Read_JobsFragmentAlone_MissesOnlyItsRuntime()
    {
        DefinitionReading reading = DefinitionReader.Read(Texts.Read("jobs"), "job");

        Assert.Null(reading.Definition);
        Assert.Equal(
            [
                "line 10, column 22: warning: jobs[0].event.supplierqueue: the queue '1' is used but not declared: "
                    + "it is created with defaults",
                "line 11, column 16: error: jobs[0].event.runtime: the runtime '1' is not declared: "
                    + "declare it under 'runtimes'",
                "line 12, column 15: warning: jobs[0].event.result: 'under-construction' is no result and is passed "
                    + "over: a result has the keys 'ok' and 'error', each with an event",
            ],
            reading.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_AllFragmentsInOneFile_HasOnlyTheWarningOfTheUnderConstructionResult()
    {
        DefinitionReading reading = DefinitionReader.Read(string.Concat(Texts.Fragments.Select(Texts.Read)));

        DefinitionProblem problem = Assert.Single(reading.Problems);
        Assert.Equal((ProblemSeverity.Warning, "jobs[0].event.result"), (problem.Severity, problem.Path));
        JobDefinition job = reading.Definition!;
        Assert.Equal(("12345", "12345", "56789"), (job.Id, job.Name, job.Tenant!.Value.Value));
        Assert.Equal(
            [
                new QueueDefinition { Id = "1", Name = "high-priority-queue" },
                new QueueDefinition { Id = "2", Name = "default-queue" },
            ],
            job.Queues);
        Assert.Equal(
            [
                new EventDefinition
                {
                    Id = "6789",
                    Name = "user-registration",
                    Schema = new SchemaReference(
                        "9876", "user-registration-schema", "/schemas/user-registration-schema.json"),
                    Queue = "1",
                    Runtime = "1",
                },
            ],
            job.Events);
        RuntimeDefinition runtime = Assert.Single(job.Runtimes);
        Assert.Equal(
            ("1", "wasm-runtime", "/runtimes/wasm-runtime.wasm", "main", RuntimeAbi.Auto),
            (runtime.Id, runtime.Name, runtime.ModuleRef, runtime.MainFunction, runtime.Abi));
    }

    [Fact]
    public void Read_Example_HasOnlyTheWarningOfTheUndeclaredQueue()
    {
        DefinitionReading reading = DefinitionReader.Read(Texts.Read("example"));

        Assert.Equal(
            [
                new DefinitionProblem(ProblemSeverity.Warning, "jobs[0].result.ok.supplierqueue", 27, 24,
                    "the queue 'queue1' is used but not declared: it is created with defaults"),
            ],
            reading.Problems);
    }

    [Fact]
    public void Read_Example_ChainsItsResults()
    {
        JobDefinition job = DefinitionReader.Read(Texts.Read("example")).Definition!;

        EventDefinition Result(string id) => new()
        {
            Id = id,
            Name = id,
            Schema = new SchemaReference("sche1", "sche1", "schema.json"),
            Queue = "queue1",
            Runtime = "runtime1",
        };
        Assert.Equal(("test", "test", TenantId.Parse("m1")), (job.Id, job.Name, job.Tenant!.Value));
        Assert.Equal(
            [
                new EventDefinition
                {
                    Id = "ev1",
                    Name = "an event",
                    Schema = new SchemaReference("schema", "the schema", "schema.json"),
                    Queue = "queue",
                    Runtime = "runtime1",
                    Ok = Result("ev1_ok"),
                    Error = Result("ev1_err"),
                },
            ],
            job.Events);
        Assert.Equal(["ev1", "ev1_ok", "ev1_err"], job.AllEvents().Select(definition => definition.Id));
        Assert.Equal(["queue", "queue1"], job.Queues.Select(queue => queue.Id));
        Assert.Equal(new QueueDefinition { Id = "queue1", Name = "queue1" }, job.FindQueue("queue1"));
    }
}
