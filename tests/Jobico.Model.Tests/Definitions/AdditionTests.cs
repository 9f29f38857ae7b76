using System.Text.RegularExpressions;
using Jobico.Model.Definitions;

namespace Jobico.Model.Tests.Definitions;

public sealed class AdditionTests
{
    [Fact]
    public void Read_EveryKeyThereIs_FillsTheDefinition()
    {
        DefinitionReading reading = DefinitionReader.Read(Texts.Everything);

        Assert.Empty(reading.Problems);
        JobDefinition job = reading.Definition!;
        Assert.Equal(("all", "Everything there is", "acme"), (job.Id, job.Name, job.Tenant.ToString()));
        var retry = new RetryPolicy
        {
            Attempts = 7,
            Backoff = RetryBackoff.Linear,
            Initial = TimeSpan.FromMilliseconds(250),
            Max = TimeSpan.FromMinutes(90),
            OnCode = true,
        };
        Assert.Equal(
            [
                new QueueDefinition { Id = "1", Name = "first", Concurrency = 3, MaxBacklog = 2500, Retry = retry },
                new QueueDefinition { Id = "out", Name = "out", Retry = retry },
            ],
            job.Queues);
        RuntimeDefinition runtime = Assert.Single(job.Runtimes);
        Assert.Equal(
            ("greet", "Greeter", "greet.wasm", "main", RuntimeAbi.Command),
            (runtime.Id, runtime.Name, runtime.ModuleRef, runtime.MainFunction, runtime.Abi));
        Assert.Equal(
            new RuntimeLimits
            {
                MemoryBytes = 128L << 20,
                Time = TimeSpan.FromSeconds(2.5),
                OutputBytes = 1_000_000,
                LogBytes = 0,
                Fuel = 5_000_000_000,
                HostCalls = 20,
            },
            runtime.Limits);
        Assert.Equal(["API_KEY", "token2"], runtime.Secrets);
        Assert.Equal(["https://api.example.com", "http://*.example.com:8080"], runtime.Http);
        Assert.Equal(KeyValueAccess.Read, runtime.KeyValue);
        Assert.Equal(["done", "of-another-job"], runtime.Publish);
        Assert.Equal(
            [("EMPTY", ""), ("GREETING", "hello"), ("_count", "12")],
            runtime.Environment.Select(variable => (variable.Key, variable.Value)));
    }

    [Fact]
    public void Read_NestedResults_HangBelowTheirEvent()
    {
        EventDefinition first = Assert.Single(DefinitionReader.Read(Texts.Everything).Definition!.Events);

        Assert.Equal(("1.50", "an event"), (first.Id, first.Name));
        Assert.Equal(new SchemaReference("9876", "order schema", "/schemas/order.json"), first.Schema);
        Assert.Equal(("done", "done", "out", null), (first.Ok!.Id, first.Ok.Name, first.Ok.Queue, first.Ok.Runtime));
        Assert.Equal(("failed", "greet"), (first.Error!.Id, first.Error.Runtime));
        Assert.Null(first.Error.Ok);
        Assert.Equal("hopeless", first.Error.Error!.Id);
    }

    [Theory]
    [InlineData("ordering: FIFO", 8, 1_000_000)]
    [InlineData("concurrency: 1", 1, 1_000_000)]
    [InlineData("concurrency: 1024", 1024, 1_000_000)]
    [InlineData("maxbacklog: 1", 8, 1)]
    [InlineData("maxbacklog: 1000000000", 8, 1_000_000_000)]
    [InlineData("concurrency:", 8, 1_000_000)]
    [InlineData("maxbacklog: ~", 8, 1_000_000)]
    public void Read_QueueAddition_KeepsItsValue(string line, int concurrency, long maxBacklog)
    {
        QueueDefinition queue = ReadQueue($"    {line}\n");

        Assert.Equal((concurrency, maxBacklog), (queue.Concurrency, queue.MaxBacklog));
    }

    [Theory]
    [InlineData("exponential", RetryBackoff.Exponential)]
    [InlineData("linear", RetryBackoff.Linear)]
    [InlineData("Fixed", RetryBackoff.Fixed)]
    public void Read_RetryBackoff_KeepsItsValue(string word, RetryBackoff expected) =>
        Assert.Equal(expected, ReadQueue($"    retry: {{backoff: {word}}}\n").Retry.Backoff);

    [Theory]
    [InlineData("1ms", 1)]
    [InlineData("500ms", 500)]
    [InlineData("1s", 1_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.5 m", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("7d", 604_800_000)]
    public void Read_Duration_KeepsItsValue(string text, long milliseconds)
    {
        QueueDefinition queue = ReadQueue($"    retry: {{initial: 1ms, max: {text}}}\n");

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), queue.Retry.Max);
    }

    [Theory]
    [InlineData("65536", 65_536)]
    [InlineData("65536B", 65_536)]
    [InlineData("64KiB", 65_536)]
    [InlineData("100KB", 100_000)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("64 MiB", 67_108_864)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("4GiB", 4_294_967_296)]
    public void Read_Size_KeepsItsValue(string text, long bytes) =>
        Assert.Equal(bytes, ReadRuntime($"    limits: {{memory: {text}}}\n").Limits.MemoryBytes);

    [Theory]
    [InlineData("auto", RuntimeAbi.Auto)]
    [InlineData("core", RuntimeAbi.Core)]
    [InlineData("COMMAND", RuntimeAbi.Command)]
    [InlineData("component", RuntimeAbi.Component)]
    public void Read_Abi_KeepsItsValue(string word, RuntimeAbi expected) =>
        Assert.Equal(expected, ReadRuntime($"    abi: {word}\n").Abi);

    [Fact]
    public void Read_LimitsAtTheirBounds_KeepsThem()
    {
        RuntimeLimits least = ReadRuntime(
            "    limits: {memory: 64KiB, time: 1ms, output: 1B, logs: 0, fuel: 1, calls: 0}\n").Limits;
        RuntimeLimits most = ReadRuntime("    limits: {memory: 4GiB, time: 1h, output: 64MiB, logs: 16MiB, "
            + "fuel: 1000000000000000, calls: 1000000}\n").Limits;

        Assert.Equal(
            new RuntimeLimits
            {
                MemoryBytes = 64 << 10,
                Time = new TimeSpan(0, 0, 0, 0, 1),
                OutputBytes = 1,
                LogBytes = 0,
                Fuel = 1,
                HostCalls = 0,
            },
            least);
        Assert.Equal(
            new RuntimeLimits
            {
                MemoryBytes = 4L << 30,
                Time = new TimeSpan(1, 0, 0),
                OutputBytes = 64 << 20,
                LogBytes = 16 << 20,
                Fuel = 1_000_000_000_000_000,
                HostCalls = 1_000_000,
            },
            most);
    }

    [Fact]
    public void Read_NothingAdded_HasTheDefaults()
    {
        JobDefinition job = DefinitionReader.Read(Texts.Sound).Definition!;

        Assert.Equal(new QueueDefinition { Id = "incoming", Name = "incoming" }, Assert.Single(job.Queues));
        Assert.Equal(RetryPolicy.Default, job.Queues[0].Retry);
        Assert.Equal(RuntimeLimits.Default, job.Runtimes[0].Limits);
        Assert.Empty(job.Runtimes[0].Environment);
        Assert.Null(job.Runtimes[0].MainFunction);
        Assert.Equal(new SchemaReference(null, null, "order.json"), job.Events[0].Schema);
    }

    [Fact]
    public void Read_AnyLetterCaseOfKeys_ReadsTheSame()
    {
        string upper = Regex.Replace(Texts.Sound, "[a-z]+:", key => key.Value.ToUpperInvariant());

        DefinitionReading reading = DefinitionReader.Read(upper);

        Assert.Empty(reading.Problems);
        Assert.Equal(DefinitionReader.Read(Texts.Sound).Definition!.Events, reading.Definition!.Events);
    }

    [Fact]
    public void Read_IdMissing_TakesTheFallback()
    {
        string text = Texts.Sound.Replace("id: orders\n", "", StringComparison.Ordinal);

        Assert.Equal("my-job", DefinitionReader.Read(text, "my-job").Definition!.Id);
        Assert.Equal("my-job", DefinitionReader.Read(text, "my-job").Definition!.Name);
        Assert.Equal("orders", DefinitionReader.Read(Texts.Sound, "my-job").Definition!.Id);
    }

    [Fact]
    public void Read_SameEventTwice_IsOneEvent()
    {
        string jobs = Texts.Sound[Texts.Sound.IndexOf("  - event:", StringComparison.Ordinal)..Texts.Sound.IndexOf("runtimes:", StringComparison.Ordinal)];

        DefinitionReading reading = DefinitionReader.Read(
            Texts.Sound.Replace(jobs, jobs + jobs, StringComparison.Ordinal));

        Assert.Empty(reading.Problems);
        Assert.Equal("placed", Assert.Single(reading.Definition!.Events).Id);
    }

    [Fact]
    public void Read_ByteOrderMarkAndWindowsLineEnds_ReadsTheSame()
    {
        DefinitionReading reading = DefinitionReader.Read('\uFEFF' + Texts.Sound.ReplaceLineEndings("\r\n"));

        Assert.Empty(reading.Problems);
        Assert.Equal("orders", reading.Definition!.Id);
    }

    private static QueueDefinition ReadQueue(string lines)
    {
        const string Queue = "  - id: incoming\n";
        return Assert.Single(ReadSound(Texts.Sound.Replace(Queue, Queue + lines, StringComparison.Ordinal)).Queues);
    }

    private static RuntimeDefinition ReadRuntime(string lines) =>
        Assert.Single(ReadSound(Texts.Sound + lines).Runtimes);

    private static JobDefinition ReadSound(string text)
    {
        DefinitionReading reading = DefinitionReader.Read(text);
        Assert.Empty(reading.Problems);
        return reading.Definition!;
    }
}
