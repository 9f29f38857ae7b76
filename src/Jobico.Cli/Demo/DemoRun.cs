using Grpc.Core;
using Jobico.Api.V1;
using Jobico.Cli.Output;
using Jobico.Cli.Remote;

namespace Jobico.Cli.Demo;

/// <summary>The demonstration, step by step, through the same doors as any client.</summary>
internal sealed class DemoRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Session _session;
    private readonly DemoServer _server;
    private readonly Screen _screen;
    private readonly ApiConnection _connection;
    private readonly ListenerClient _listener;
    private readonly DemoExpectations _expected = new();

    /// <summary>Makes it.</summary>
    public DemoRun(Session session, DemoServer server)
    {
        _session = session;
        _server = server;
        _screen = session.Out;
        _connection = new ApiConnection(server.Api);
        _listener = new ListenerClient(server.Listener);
    }

    /// <summary>Shows everything.</summary>
    /// <param name="stayUp">Whether to go on showing executions until interrupted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">Something that was to come did not.</exception>
    public async Task ShowAsync(bool stayUp, CancellationToken cancellationToken)
    {
        try
        {
            await ShowServerAsync(cancellationToken);
            var tail = new ExecutionTail(
                _connection.Recorder,
                new ExecutionFilter { Tenant = DemoSample.Tenant },
                after: "",
                _session.Surroundings.Time);
            await using IAsyncEnumerator<TailItem> items =
                tail.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            Task<bool> next = items.MoveNextAsync().AsTask();
            await Task.WhenAny(tail.InPlace, next);
            if (!tail.InPlace.IsCompletedSuccessfully) await next;
            try
            {
                await PostAsync(cancellationToken);
                next = await ShowExecutionsAsync(items, next, cancellationToken);
                await ShowNextStepsAsync(stayUp, cancellationToken);
                if (stayUp) await GoOnAsync(items, next, cancellationToken);
            }
            finally
            {
                // The step under way ends with the connection; it must have ended before its stream is disposed.
                _connection.Dispose();
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception stopped) when (
            cancellationToken.IsCancellationRequested && stopped is OperationCanceledException or RpcException)
        {
            _screen.Plain("");
            _screen.Plain("Stopped.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _connection.Dispose();
    }

    private async Task ShowServerAsync(CancellationToken cancellationToken)
    {
        Heading("A server in this process");
        _screen.Plain($"  events  {Text(_server.Listener)}/events/{{tenant}}/{{event}}");
        _screen.Plain($"  API     {Text(_server.Api)}");
        _screen.Plain($"  data    {_server.Data}");

        Heading("The sample: programs, schemas, definition");
        foreach (FileUpload upload in DemoSample.Uploads)
        {
            UploadResponse stored = await upload.SendAsync(
                _connection, _session.Error, DemoSample.Tenant, cancellationToken);
            string abi = stored.File.Abi.Length > 0 ? $", {stored.File.Abi} ABI" : "";
            _screen.Line($"  uploaded [bold]{stored.File.Name}[/] ({Amounts.Size(stored.File.SizeBytes)}{abi})");
        }
        DeployResponse deployed = await DeployAsync(cancellationToken);
        JobVersion version = deployed.Version;
        _screen.Line($"  deployed [bold]{version.Job}[/] version {version.Number} for tenant {version.Tenant}");
        _screen.Plain($"  events   {string.Join(", ", version.Events)}");
    }

    private async Task<DeployResponse> DeployAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.Control.DeployAsync(
                new DeployRequest
                {
                    Tenant = DemoSample.Tenant,
                    Source = await DemoSample.DefinitionAsync(cancellationToken),
                    Job = DemoSample.Job,
                },
                cancellationToken: cancellationToken);
        }
        catch (RpcException refusal) when (ApiFault.Problems(refusal) is { Count: > 0 } problems)
        {
            ProblemLines.Write(_session.Error, DemoSample.Job + ".yaml", problems);
            throw CommandFailure.Failed("The bundled sample was refused.", refusal);
        }
    }

    private async Task PostAsync(CancellationToken cancellationToken)
    {
        Heading("Three orders are posted: two right, one whose total is wrong");
        var events = new List<string>();
        foreach (DemoEvent sample in DemoSample.Fitting)
        {
            events.Add(await DemoSample.EventAsync(sample.File, cancellationToken));
        }
        PostResult fitting = await _listener.PostAsync(
            DemoSample.Tenant, DemoSample.Event, events, cancellationToken);
        if (fitting is not PostResult.Accepted(var ids))
        {
            RefusalLines.Write(_session.Error, (PostResult.Refused)fitting);
            throw CommandFailure.Failed("The sample's events were to be accepted.");
        }
        for (int index = 0; index < ids.Count; index++)
        {
            _screen.Line($"  [green]202 accepted[/] {ids[index]}  ({DemoSample.Fitting[index].File})");
            _expected.Add(ids[index], DemoSample.Fitting[index]);
        }

        Heading("One that does not fit its schema is posted");
        string misfit = await DemoSample.EventAsync(DemoSample.Misfit, cancellationToken);
        switch (await _listener.PostAsync(DemoSample.Tenant, DemoSample.Event, [misfit], cancellationToken))
        {
            case PostResult.Refused { Status: 422, Violations.Count: > 0 } refused:
                RefusalLines.Write(_screen, refused);
                break;
            case var other:
                throw CommandFailure.Failed($"It was to be refused with 422 and violations; the answer was {other}.");
        }
    }

    private async Task<Task<bool>> ShowExecutionsAsync(
        IAsyncEnumerator<TailItem> items, Task<bool> next, CancellationToken cancellationToken)
    {
        Heading("The executions, and those of their results (↳), as they are recorded");
        using var limit = new CancellationTokenSource(Patience, _session.Surroundings.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (!_expected.AreMet && await next.WaitAsync(either.Token))
            {
                Show(items.Current);
                next = items.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (
            limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            foreach (string missing in _expected.Missing) _session.Error.Fault("missing: " + missing);
            throw CommandFailure.Failed($"Not everything came within {Patience.TotalSeconds:0} seconds.");
        }
        return next;
    }

    private async Task ShowNextStepsAsync(bool stayUp, CancellationToken cancellationToken)
    {
        string sample = await DemoSample.EventAsync(DemoSample.Fitting[0].File, cancellationToken);
        Heading(stayUp ? "Try it: this posts an order of yours" : "Without --exit the server stays up, for you to try");
        _screen.Plain(CurlLine.For(_server.Listener, DemoSample.Tenant, DemoSample.Event, sample));
        if (!stayUp) return;
        _screen.Plain("");
        _screen.Line($"[dim]What is executed is shown here. Ctrl-C ends it.[/]");
    }

    private async Task GoOnAsync(
        IAsyncEnumerator<TailItem> items, Task<bool> next, CancellationToken cancellationToken)
    {
        while (await next.WaitAsync(cancellationToken))
        {
            Show(items.Current);
            next = items.MoveNextAsync().AsTask();
        }
    }

    private void Show(TailItem item)
    {
        if (item.Execution is not { } execution) return;
        new ExecutionLines(_screen, _session.Surroundings.Time, logs: true).Write(execution);
        _expected.Meet(execution);
    }

    private void Heading(string text)
    {
        _screen.Plain("");
        _screen.Line($"[bold]{text}[/]");
    }

    private static string Text(Uri address) => address.ToString().TrimEnd('/');
}
