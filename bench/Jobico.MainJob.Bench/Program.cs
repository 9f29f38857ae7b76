using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Jobico.Api.V1;
using Jobico.EndToEnd.Tests;

// The main job from outside: wrk posts to the real server in a process of its own; every event is validated, executed in a
// fresh instance and recorded. Usage: Jobico.MainJob.Bench [seconds] [connections] [events per post]...   Needs wrk.
int seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
int connections = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64;
int[] perPost = args.Length > 2 ? [.. args.Skip(2).Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : [1, 50];

const string Schema = """
    {"type":"object","required":["firstName","lastName","age"],"properties":{"firstName":{"type":"string"},
    "lastName":{"type":"string"},"age":{"type":"integer","minimum":0}}}
    """;
const string Source = """
    id: bench
    tenant: t1
    queues: [{id: q, maxbacklog: 1000000000}]
    jobs:
      - event: {id: ev1, schema: {schemaref: s.json}, supplierqueue: q, runtime: echo}
      - event: {id: marker, schema: {schemaref: s.json}, supplierqueue: q, runtime: echo}
    runtimes: [{id: echo, moduleref: echo.wasm}]
    """;

foreach (int events in perPost)
{
    string data = Directory.CreateTempSubdirectory("jobico-bench-").FullName;
    try
    {
        await MeasureAsync(data, events);
    }
    finally
    {
        Directory.Delete(data, recursive: true);
    }
}

async Task MeasureAsync(string data, int events)
{
    long began = Stopwatch.GetTimestamp();
    await using JobicoProcess server = await JobicoProcess.StartAsync(
        data, CancellationToken.None, [.. (Environment.GetEnvironmentVariable("BENCH_FLAGS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    double startMs = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    await UploadAsync(server, "s.json", FileKind.Schema, System.Text.Encoding.UTF8.GetBytes(Schema));
    await UploadAsync(server, "echo.wasm", FileKind.Module, Guests.Module("echo"));
    await server.Control.DeployAsync(new DeployRequest { Source = Source });
    await PostMarkerAsync(server);
    long idleMiB = server.ResidentBytes >> 20;

    long loadBegan = Stopwatch.GetTimestamp();
    (long requests, double loadSeconds, long refused, double p50, double p99) = await WrkAsync(server, events);
    await PostMarkerAsync(server);
    double allSeconds = Stopwatch.GetElapsedTime(loadBegan).TotalSeconds;
    long accepted = (requests - refused) * events;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"events/post={events} connections={connections} accepted={accepted / loadSeconds:F0}/s completed={accepted / allSeconds:F0}/s "
        + $"refused={refused} accept p50={p50:F2} ms p99={p99:F2} ms start={startMs:F0} ms idle={idleMiB} MiB "
        + $"peak={server.PeakResidentBytes >> 20} MiB"));
}

// The marker is the last event of a queue that keeps its order: when its record is there, so are all others'.
static async Task PostMarkerAsync(JobicoProcess server)
{
    using AsyncServerStreamingCall<TailItem> tail = server.Recorder.TailExecutions(
        new TailExecutionsRequest { Filter = new ExecutionFilter { Tenant = "t1", Event = "marker" } });
    await tail.ResponseHeadersAsync;
    using HttpResponseMessage posted = await server.Http.PostAsJsonAsync(
        "/events/t1/marker", new { data = new[] { new { firstName = "the", lastName = "last", age = 1 } } });
    posted.EnsureSuccessStatusCode();
    await tail.ResponseStream.MoveNext(CancellationToken.None);
}

async Task<(long, double, long, double, double)> WrkAsync(JobicoProcess server, int events)
{
    var info = new ProcessStartInfo("wrk",
    [
        "-t1", $"-c{connections}", $"-d{seconds}s", "-s", Path.Combine(AppContext.BaseDirectory, "post.lua"),
        new Uri(server.Listener, "/events/t1/ev1").ToString(),
    ])
    {
        RedirectStandardOutput = true,
    };
    info.Environment["EVENTS_PER_POST"] = events.ToString(CultureInfo.InvariantCulture);
    using Process wrk = Process.Start(info)!;
    string output = await wrk.StandardOutput.ReadToEndAsync();
    await wrk.WaitForExitAsync();
    Match result = Regex.Match(output, @"RESULT requests=(\d+) seconds=([\d.]+) refused=(\d+) p50=([\d.]+) p99=([\d.]+)");
    if (!result.Success) throw new InvalidOperationException(output);
    double At(int group) => double.Parse(result.Groups[group].Value, CultureInfo.InvariantCulture);
    return ((long)At(1), At(2), (long)At(3), At(4), At(5));
}

static async Task UploadAsync(JobicoProcess server, string name, FileKind kind, byte[] content)
{
    using AsyncClientStreamingCall<UploadRequest, UploadResponse> call = server.Repository.Upload();
    await call.RequestStream.WriteAsync(
        new UploadRequest { Header = new UploadHeader { Tenant = "t1", Name = name, Kind = kind } });
    await call.RequestStream.WriteAsync(new UploadRequest { Content = ByteString.CopyFrom(content) });
    await call.RequestStream.CompleteAsync();
    await call.ResponseAsync;
}
