using System.Text;
using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

/// <summary>Problems that take more than one place, and how they are reported together.</summary>
public sealed class ProblemTests
{
    [Fact]
    public void Read_ManyProblems_ReportsAllByPosition()
    {
        const string Text = """
            name: ""
            tenant: a b
            owner: me
            queues:
              - id: q1
                concurrency: 5000
                retention: 1d
                retry: {attempts: none, backof: fixed}
              - id: q1
            jobs:
              - event:
                  id: ev1
                  datatype: 7
                  schema: schema.json
                  supplierqueue: q2
                  runtime: gret
                result: later
            runtimes:
              - id: greet
                moduleref: ../x.wasm
                limits: {memory: 1TB}

            """;

        DefinitionReading reading = DefinitionReader.Read(Text);

        Assert.Null(reading.Definition);
        Assert.Equal(
            [
                (1, 1, "id"),
                (1, 7, "name"),
                (2, 9, "tenant"),
                (3, 1, "owner"),
                (6, 18, "queues[0].concurrency"),
                (7, 5, "queues[0].retention"),
                (8, 23, "queues[0].retry.attempts"),
                (8, 29, "queues[0].retry.backof"),
                (9, 9, "queues[1].id"),
                (13, 17, "jobs[0].event.datatype"),
                (14, 15, "jobs[0].event.schema"),
                (15, 22, "jobs[0].event.supplierqueue"),
                (16, 16, "jobs[0].event.runtime"),
                (17, 13, "jobs[0].result"),
                (20, 16, "runtimes[0].moduleref"),
                (21, 22, "runtimes[0].limits.memory"),
            ],
            reading.Problems.Select(problem => (problem.Line, problem.Column, problem.Path)));
        Assert.Equal(
            [12, 14],
            reading.Problems.Index()
                .Where(item => item.Item.Severity == ProblemSeverity.Warning).Select(item => item.Index + 1));
    }

    [Fact]
    public void Read_SameIdWithOtherContent_NamesBothPlaces()
    {
        string text = Texts.Sound.Replace("runtimes:", """
              - event:
                  id: placed
                  schema:
                    schemaref: other.json
                  supplierqueue: incoming
                  runtime: greet
            runtimes:
            """, StringComparison.Ordinal);

        Assert.Equal(
            [
                "line 13, column 11: error: jobs[1].event.id: the event 'placed' is defined in "
                    + "line 7, column 11 already, and not in the same way: "
                    + "give one of the two another id, or make them equal",
            ],
            Lines(text));
    }

    [Fact]
    public void Read_ResultWithTheIdOfItsEvent_NamesBothPlaces()
    {
        string text = WithResult("placed", "incoming", "      runtime: greet");

        Assert.Equal(
            [
                "line 14, column 15: error: jobs[0].event.result.ok.id: the event 'placed' is defined in "
                    + "line 7, column 11 already, and not in the same way: "
                    + "give one of the two another id, or make them equal",
            ],
            Lines(text));
    }

    [Fact]
    public void Read_ResultWithoutRuntimeInAQueueOfItsOwn_IsAccepted()
    {
        DefinitionReading reading = DefinitionReader.Read(
            WithResult("next", "outgoing", "")
                .Replace("  - id: incoming", "  - id: incoming\n  - id: outgoing", StringComparison.Ordinal));

        Assert.Empty(reading.Problems);
        Assert.Null(reading.Definition!.Events[0].Ok!.Runtime);
    }

    [Fact]
    public void Read_QueueWithAndWithoutRuntime_ExplainsWhyNot() =>
        Assert.Equal(
            [
                "line 17, column 26: error: jobs[0].event.result.ok.supplierqueue: the queue 'incoming' can't serve "
                    + "both: the event 'placed' is processed by a runtime (line 10), but the event 'next' "
                    + "has no runtime and waits there for an outside consumer; use a queue for each",
            ],
            Lines(WithResult("next", "incoming", "")));

    [Fact]
    public void Read_ResultInsideAndBeside_ReportsTheSecond()
    {
        string text = WithResult("next", "incoming", "      runtime: greet")
            .Replace("runtimes:", "    result:\n      ok:\n      okay:\nruntimes:", StringComparison.Ordinal);

        Assert.Equal(
            [
                "line 19, column 5: error: jobs[0].result: the result is given twice, inside the event in line 12 "
                    + "and here beside it: keep one of them",
                "line 21, column 7: error: jobs[0].result.okay: unknown key 'okay': possible here are ok, error",
            ],
            Lines(text));
    }

    [Theory]
    [InlineData("event", "events", "jobs[0].events")]
    [InlineData("jobs", "job", "job")]
    [InlineData("runtimes", "runtime", "runtime")]
    [InlineData("queues", "queue", "queue")]
    public void Read_MisspeltSection_ReportsThatOnly(string key, string misspelt, string path)
    {
        string text = Texts.Sound.Replace($"{key}:", $"{misspelt}:", StringComparison.Ordinal);

        DefinitionProblem problem = Assert.Single(DefinitionReader.Read(text).Problems);

        Assert.Equal((path, $"unknown key '{misspelt}'; did you mean '{key}'?"), (problem.Path, problem.Message));
    }

    [Fact]
    public void Read_RuntimeWithABadId_DoesNotBlameItsEvents()
    {
        string text = Texts.Sound.Replace("  - id: greet", "  - id: gr eet", StringComparison.Ordinal);

        Assert.Equal(["runtimes[0].id"], DefinitionReader.Read(text).Problems.Select(problem => problem.Path));
    }

    [Fact]
    public void Read_UndeclaredRuntimeAmongMany_ListsTheFirst()
    {
        string text = Texts.Sound.Replace("      runtime: greet", "      runtime: zzz", StringComparison.Ordinal)
            + string.Concat(Enumerable.Range(1, 20).Select(number => $"  - {{id: r{number}, moduleref: a.wasm}}\n"));

        Assert.Equal(
            [
                "line 11, column 16: error: jobs[0].event.runtime: the runtime 'zzz' is not declared: "
                    + "declared under 'runtimes' are greet, r1, r2, r3, r4, r5, r6, r7 and others",
            ],
            Lines(text));
    }

    [Fact]
    public void Read_UndeclaredQueueUsedOften_WarnsOnceAtItsFirstUse()
    {
        string text = WithResult("next", "other", "      runtime: greet")
            .Replace("supplierqueue: incoming", "supplierqueue: other", StringComparison.Ordinal);

        DefinitionReading reading = DefinitionReader.Read(text);

        Assert.Equal([10], reading.Problems.Select(problem => problem.Line));
        Assert.Equal(["incoming", "other"], reading.Definition!.Queues.Select(queue => queue.Id));
    }

    [Fact]
    public void Read_UnusableFallback_SaysSo()
    {
        string text = Texts.Sound.Replace("id: orders\n", "", StringComparison.Ordinal);

        Assert.Equal(
            [
                "line 1, column 1: error: id: the key 'id' is missing, and 'my orders' can't stand in for it: "
                    + $"an id takes {Identifier.Rule}",
            ],
            DefinitionReader.Read(text, "my orders").Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Read_ProblemInAnAliasedPart_IsReportedOnce()
    {
        string text = Texts.Sound.Replace(
            "  - id: incoming",
            "  - id: incoming\n    retry: &r {attempts: 0}\n  - id: second\n    retry: *r",
            StringComparison.Ordinal);

        Assert.Equal([(5, 26)], DefinitionReader.Read(text).Problems.Select(problem => (problem.Line, problem.Column)));
    }

    [Fact]
    public void Read_MoreProblemsThanAreListed_SaysHowMany()
    {
        var text = new StringBuilder(Texts.Sound);
        for (int key = 0; key < 1500; key++) text.Append($"unknown{key}: 1\n");

        DefinitionReading reading = DefinitionReader.Read(text.ToString());

        Assert.Equal(1001, reading.Problems.Length);
        Assert.Equal("500 more problems are not listed: put these 1000 right first", reading.Problems[^1].Message);
        Assert.Equal(ProblemSeverity.Error, reading.Problems[^1].Severity);
    }

    private static IEnumerable<string> Lines(string text) =>
        DefinitionReader.Read(text).Problems.Select(problem => problem.ToString());

    /// <summary>The sound definition with an <c>ok</c> result in the lines 12 to 18.</summary>
    private static string WithResult(string id, string queue, string runtimeLine) =>
        Texts.Sound.Replace("runtimes:", $"""
                  result:
                    ok:
                      id: {id}
                      schema:
                        schemaref: next.json
                      supplierqueue: {queue}
                {runtimeLine}
            runtimes:
            """, StringComparison.Ordinal);
}
