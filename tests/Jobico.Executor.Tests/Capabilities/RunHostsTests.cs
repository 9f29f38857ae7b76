using System.Collections.ObjectModel;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CsCheck;
using Goico.Wasm;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using Jobico.Executor.Capabilities;
using Jobico.Model.Definitions;
using Jobico.Model.Delivery;
using Jobico.Model.Executions;
using static Jobico.Executor.Tests.Capabilities.Asking;

namespace Jobico.Executor.Tests.Capabilities;

public sealed class RunHostsTests
{
    /// <summary>Publishes the event as <c>good</c>; its code is the event's first digit.</summary>
    private const string PublishAndReturn = """
        (module
          (import "jobico" "publish" (func $publish (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "good")
          (func (export "malloc") (param i32) (result i32) (i32.add (i32.const 1024) (local.get 0)))
          (func (export "event") (param $result i32) (param $data i32) (param $length i32)
            (drop (call $publish (i32.const 0) (i32.const 4) (local.get $data) (local.get $length)))
            (i64.store (local.get $result)
              (i64.sub (i64.load8_u (local.get $data)) (i64.const 48)))
            (i64.store offset=8 (local.get $result) (i64.const 0))))
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("secrets: [S], env: {A: b}")]
    public async Task For_RuntimeThatIsGrantedNothing_IsNull(string grants)
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", grants);
        DeliveredEvent delivered = bench.Deliver("t1");
        Assert.Null(bench.Hosts.For(delivered));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 1_000; run++) bench.Hosts.For(delivered);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Http_Granted_IsSentAndNothingElse()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", $"http: ['http://127.0.0.1:{port}']");
        await bench.DeployAsync("t2", "publish: [good]");
        var request = new GuestRequest.SendHttp(new GuestHttpRequest { Url = $"http://127.0.0.1:{port}/x" });

        Task<GuestAnswer> sending = bench.Host("t1").AskAsync(request);
        using TcpClient client = await listener.AcceptTcpClientAsync(Token);
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), Token);

        Assert.Equal("ok", Encoding.UTF8.GetString(Assert.IsType<GuestAnswer.Http>(await sending).Response.Body.Span));
        IsRefused(GuestRefusal.NotGranted, await bench.Host("t2").AskAsync(request));
        IsRefused(GuestRefusal.NotGranted, await bench.Host("t1").AskAsync(
            new GuestRequest.SendHttp(new GuestHttpRequest { Url = $"http://localhost:{port}/x" })));
    }

    [Fact]
    public async Task Environment_IsJobicosNamesAndThenTheDefinitions()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "env: {B: two, A: one}");
        DeliveredEvent delivered = bench.Deliver("t1");
        var environment = new RunEnvironment(delivered);
        KeyValuePair<string, string>[] expected =
        [
            new("JOBICO_TENANT", "t1"), new("JOBICO_JOB", "job"), new("JOBICO_EVENT", "ev"),
            new("JOBICO_EVENT_ID", delivered.Lease.Id.ToString()), new("JOBICO_ATTEMPT", "3"),
            new("A", "one"), new("B", "two"),
        ];

        Assert.Equal(expected, environment);
        Assert.Equal(expected, Enumerable.Range(0, environment.Count).Select(index => environment[index]));
    }

    [Fact]
    public async Task Run_ThatSucceeds_HandsOnWhatItPublished_AndAnyOtherDoesNot()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", "publish: [good]");
        using var engine = new WasmEngine(new WasmEngineOptions { MaxConcurrentInstances = 4 });
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(
            engine.Load(WasmText.ToBinary(PublishAndReturn))).Guest;
        var runner = new GuestRunner(bench.Hosts, TimeProvider.System);

        Attempt succeeded = Run("0");
        Attempt failed = Run("7");

        Assert.Equal(("good", "0"), (Assert.Single(succeeded.Published).Event,
            Encoding.UTF8.GetString(succeeded.Published[0].Data.Span)));
        Assert.Equal((ExecutionOutcome.Error, 7ul), (failed.Outcome, failed.Code));
        Assert.Empty(failed.Published);

        Attempt Run(string data) => runner.Run(
            guest, bench.Deliver("t1", data), ReadOnlyDictionary<string, string>.Empty, Token)!;
    }

    /// <summary>A definition is read by Jobico.Model, which does not know the gate: they must agree.</summary>
    [Fact]
    public void Origin_ThatADefinitionMayList_IsOneOfTheGate()
    {
        Gen<string> label = Gen.Char["abcz09-_*"].Array[1, 5].Select(letters => new string(letters));
        Gen<string> host = Gen.OneOf(
            label.Array[1, 4].Select(labels => string.Join('.', labels)),
            label.Array[1, 3].Select(labels => "*." + string.Join('.', labels)),
            label.Select(one => $"xn--{one}.com"),
            Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes).ToString()),
            Gen.Byte.Array[16].Select(bytes => $"[{new IPAddress(bytes)}]"));
        int read = 0;
        Gen.Select(Gen.Bool, host, Gen.Int[1, 65_535]).Sample(
            (secure, name, port) =>
            {
                string text = $"{(secure ? "https" : "http")}://{name}:{port}";
                if (Listed(text) is not { } origin) return;
                Interlocked.Increment(ref read);
                Assert.True(OutboundOrigin.TryParse(origin, out OutboundOrigin? parsed, out string? problem), problem);
                Assert.Equal(origin, parsed.ToString());
            },
            iter: 20_000);
        Assert.True(read > 200, $"only {read} of the origins were read");
    }

    private static string? Listed(string origin) => DefinitionReader.Read($$"""
        id: job
        jobs:
          - event: {id: ev, schema: {schemaref: any.json}, supplierqueue: q, runtime: r}
        runtimes:
          - {id: r, moduleref: m.wasm, http: ['{{origin}}']}
        """).Definition?.Runtimes[0].Http.FirstOrDefault();
}
