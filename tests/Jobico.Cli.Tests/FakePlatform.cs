using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Jobico.Api.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobico.Cli.Tests;

/// <summary>What the command line talks to, on real sockets; it remembers what it was asked.</summary>
internal sealed class FakePlatform : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakePlatform(
        WebApplication app, FakeControl control, FakeRepository repository, FakeRecorder recorder, FakeSecrets secrets)
    {
        _app = app;
        Secrets = secrets;
        Control = control;
        Repository = repository;
        Recorder = recorder;
    }

    public FakeControl Control { get; }

    public FakeRepository Repository { get; }

    public FakeRecorder Recorder { get; }

    public FakeSecrets Secrets { get; }

    public string Api => _app.Urls.First();

    public string Listener => _app.Urls.Last();

    /// <summary>The posts: path and body.</summary>
    public List<(string Path, string Body)> Posts { get; } = [];

    /// <summary>The answer to a post; by default 202 with ids.</summary>
    public Func<string, (int Status, string Body)>? Answer { get; set; }

    public static async Task<FakePlatform> StartAsync()
    {
        var control = new FakeControl();
        var repository = new FakeRepository();
        var recorder = new FakeRecorder();
        var secrets = new FakeSecrets();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(control).AddSingleton(repository).AddSingleton(recorder)
            .AddSingleton(secrets);
        WebApplication app = builder.Build();
        app.MapGrpcService<FakeControl>();
        app.MapGrpcService<FakeRepository>();
        app.MapGrpcService<FakeRecorder>();
        app.MapGrpcService<FakeSecrets>();
        var platform = new FakePlatform(app, control, repository, recorder, secrets);
        app.MapPost("/events/{tenant}/{event}", platform.AnswerAsync);
        await app.StartAsync();
        return platform;
    }

    public async ValueTask DisposeAsync()
    {
        Recorder.Break();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        Posts.Add((context.Request.Path.Value!, body));
        (int status, string answer) = Answer?.Invoke(body) ?? (202, """{"ids":["01K0000000000000000000000A"]}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer);
    }
}

/// <summary>Definitions.</summary>
internal sealed class FakeControl : Api.V1.Control.ControlBase
{
    public List<DeployRequest> Deployed { get; } = [];

    public List<RollbackRequest> RolledBack { get; } = [];

    /// <summary>The live versions.</summary>
    public List<JobVersion> Jobs { get; } = [];

    public Func<DeployRequest, DeployResponse> OnDeploy { get; set; } = request => new DeployResponse
    {
        Version = Version(request.Tenant.Length > 0 ? request.Tenant : "default", request.Job),
    };

    public static JobVersion Version(string tenant, string job, int number = 1) => new()
    {
        Tenant = tenant,
        Job = job,
        Number = number,
        Events = { "ev1" },
        Files = { new PinnedFile { Reference = "greet.wasm", Sha256 = new string('a', 64), SizeBytes = 2048 } },
    };

    public static RpcException Refusal(StatusCode code, string message, params Problem[] problems)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.Add(Google.Protobuf.WellKnownTypes.Any.Pack(new Problems { Problems_ = { problems } }));
        return status.ToRpcException();
    }

    public override Task<DeployResponse> Deploy(DeployRequest request, ServerCallContext context)
    {
        Deployed.Add(request);
        return Task.FromResult(OnDeploy(request));
    }

    public override Task<DeployResponse> Rollback(RollbackRequest request, ServerCallContext context)
    {
        RolledBack.Add(request);
        JobVersion version = Version(request.Tenant, request.Job, number: 3);
        version.RollbackTo = request.Version == 0 ? 1 : request.Version;
        return Task.FromResult(new DeployResponse { Version = version });
    }

    public override Task<JobVersion> GetJob(GetJobRequest request, ServerCallContext context) =>
        Jobs.FirstOrDefault(job => job.Tenant == request.Tenant && job.Job == request.Job) is { } found
            ? Task.FromResult(found)
            : throw new RpcException(new Status(StatusCode.NotFound, "no such job"));

    public override Task<ListJobsResponse> ListJobs(ListJobsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListJobsResponse { Jobs = { Jobs.Where(job => job.Tenant == request.Tenant) } });
}

/// <summary>Files.</summary>
internal sealed class FakeRepository : Api.V1.Repository.RepositoryBase
{
    public List<(UploadHeader Header, byte[] Content, int Pieces)> Uploads { get; } = [];

    public RpcException? Refusal { get; set; }

    public override async Task<UploadResponse> Upload(
        IAsyncStreamReader<UploadRequest> requestStream, ServerCallContext context)
    {
        if (Refusal is not null) throw Refusal;
        Assert.True(await requestStream.MoveNext(context.CancellationToken));
        UploadHeader header = requestStream.Current.Header;
        using var content = new MemoryStream();
        int pieces = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            requestStream.Current.Content.WriteTo(content);
            pieces++;
        }
        Uploads.Add((header, content.ToArray(), pieces));
        return new UploadResponse
        {
            File = new Api.V1.File
            {
                Tenant = header.Tenant.Length > 0 ? header.Tenant : "default",
                Name = header.Name,
                Sha256 = new string('b', 64),
                SizeBytes = content.Length,
                Abi = header.Kind == FileKind.Module ? "core" : "",
            },
        };
    }
}

/// <summary>Secrets, by name; the only place in these tests that has their values.</summary>
internal sealed class FakeSecrets : Api.V1.Secrets.SecretsBase
{
    public List<SetSecretRequest> Set { get; } = [];

    public List<string> Names { get; } = [];

    public override Task<SetSecretResponse> SetSecret(SetSecretRequest request, ServerCallContext context)
    {
        Set.Add(request);
        bool replaced = Names.Contains(request.Name);
        if (!replaced) Names.Add(request.Name);
        return Task.FromResult(new SetSecretResponse { Secret = Make(request.Tenant, request.Name), Replaced = replaced });
    }

    public override Task<ListSecretsResponse> ListSecrets(ListSecretsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListSecretsResponse { Secrets = { Names.Select(name => Make(request.Tenant, name)) } });

    public override Task<RemoveSecretResponse> RemoveSecret(RemoveSecretRequest request, ServerCallContext context) =>
        Names.Remove(request.Name)
            ? Task.FromResult(new RemoveSecretResponse())
            : throw new RpcException(new Status(StatusCode.NotFound, "no such secret"));

    private static Secret Make(string tenant, string name) => new()
    {
        Tenant = tenant.Length > 0 ? tenant : "default",
        Name = name,
        SetAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).ToTimestamp(),
    };
}

/// <summary>Executions: a log that tails follow and that a test can cut off.</summary>
internal sealed class FakeRecorder : Api.V1.Recorder.RecorderBase
{
    private readonly Lock _lock = new();
    private readonly List<Execution> _log = [];
    private readonly List<ExecutionFilter> _tailed = [];
    private TaskCompletionSource _changed = New();
    private TaskCompletionSource _opened = New();
    private CancellationTokenSource _connection = new();

    /// <summary>The filters of the tails so far.</summary>
    public IReadOnlyList<ExecutionFilter> Tailed
    {
        get
        {
            lock (_lock) return [.. _tailed];
        }
    }

    /// <summary>The positions that tails asked for.</summary>
    public List<string> Positions { get; } = [];

    /// <summary>Records what is committed while no tail is there, before the next is in place.</summary>
    public Action? BeforeNextTail { get; set; }

    public static Execution Make(string id, Action<Execution>? change = null)
    {
        var execution = new Execution
        {
            Id = id + "-1",
            EventId = id,
            Attempt = 1,
            Tenant = "default",
            Job = "greet",
            Event = "ev1",
            Outcome = Outcome.Ok,
            Disposition = Disposition.Completed,
            StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).ToTimestamp(),
            Duration = TimeSpan.FromMicroseconds(350).ToDuration(),
            Result = "hello",
        };
        change?.Invoke(execution);
        return execution;
    }

    public void Commit(params Execution[] executions)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _log.AddRange(executions);
            (changed, _changed) = (_changed, New());
        }
        changed.SetResult();
    }

    /// <summary>Ends once a tail has been opened after the call before.</summary>
    public async Task TailOpenedAsync(CancellationToken cancellationToken)
    {
        Task opened;
        lock (_lock) opened = _opened.Task;
        await opened.WaitAsync(TimeSpan.FromSeconds(20), cancellationToken);
        lock (_lock) _opened = New();
    }

    /// <summary>Breaks the tails' connections.</summary>
    public void Break()
    {
        CancellationTokenSource connection;
        lock (_lock) (connection, _connection) = (_connection, new CancellationTokenSource());
        connection.Cancel();
    }

    public override Task<ListExecutionsResponse> ListExecutions(
        ListExecutionsRequest request, ServerCallContext context)
    {
        lock (_lock)
        {
            return Task.FromResult(new ListExecutionsResponse
            {
                Executions = { Enumerable.Reverse(_log).Take(request.PageSize) },
            });
        }
    }

    public override async Task TailExecutions(
        TailExecutionsRequest request, IServerStreamWriter<TailItem> responseStream, ServerCallContext context)
    {
        BeforeNextTail?.Invoke();
        BeforeNextTail = null;
        int index;
        CancellationToken broken;
        TaskCompletionSource opened;
        lock (_lock)
        {
            Positions.Add(request.After);
            _tailed.Add(request.Filter);
            index = request.After.Length == 0 ? _log.Count : int.Parse(request.After);
            broken = _connection.Token;
            opened = _opened;
        }
        await context.WriteResponseHeadersAsync([]);
        opened.TrySetResult();
        try
        {
            while (true)
            {
                Task changed;
                Execution[] next;
                lock (_lock)
                {
                    next = [.. _log.Skip(index)];
                    changed = _changed.Task;
                }
                foreach (Execution execution in next)
                {
                    await responseStream.WriteAsync(
                        new TailItem { Position = $"{++index}", Execution = execution }, broken);
                }
                await changed.WaitAsync(broken).WaitAsync(context.CancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping."));
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
