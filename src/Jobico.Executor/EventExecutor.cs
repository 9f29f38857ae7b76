using Goico.Wasm;
using Goico.Wasm.Outbound;
using Jobico.Catalog;
using Jobico.Executor.Capabilities;
using Jobico.Model.Delivery;
using Jobico.Model.Executions;
using Jobico.Secrets;
using Jobico.Storage;
using Microsoft.Extensions.Logging;

namespace Jobico.Executor;

/// <summary>
/// The Job Executors of this node: each takes an event, runs its program in a fresh sandbox, and reports what happened.
/// </summary>
public sealed partial class EventExecutor : IAsyncDisposable
{
    private readonly IEventDelivery _delivery;
    private readonly ModuleCache _modules;
    private readonly LiveSecrets _secrets;
    private readonly GuestRunner _runner;
    private readonly ExecutorOptions _options;
    private readonly ILogger<EventExecutor> _logger;
    private readonly RunPermits _permits;
    private readonly WorkerThreads _threads;
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _cancel = new();
    private Task _workers = Task.CompletedTask;

    /// <summary>Makes it; nothing runs before <see cref="Start"/>.</summary>
    public EventExecutor(
        IEventDelivery delivery,
        IStorageEngine engine,
        LiveCatalog catalog,
        SchemaCatalog schemas,
        LiveSecrets secrets,
        WasmEngine wasm,
        OutboundHttp http,
        ExecutorOptions options,
        TimeProvider time,
        ILogger<EventExecutor> logger)
    {
        _delivery = delivery;
        _modules = new ModuleCache(engine, wasm, options);
        _secrets = secrets;
        _runner = new GuestRunner(new RunHosts(engine, catalog, schemas, http, options), time);
        _options = options;
        _logger = logger;
        _permits = new RunPermits(options, time);
        _threads = new WorkerThreads(options.MaxWorkers);
    }

    /// <summary>Begins to take events.</summary>
    public void Start() => _workers = Task.WhenAll(Enumerable.Range(0, _options.MaxWorkers).Select(worker =>
        Task.Factory.StartNew(
            () => WorkAsync(worker), CancellationToken.None, TaskCreationOptions.None, _threads).Unwrap()));

    /// <summary>Takes nothing more and waits until what runs has ended and is reported.</summary>
    /// <param name="cancellationToken">Stops the programs that still run; their events are given back.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration cancel = cancellationToken.Register(_cancel.Cancel);
        await _drain.CancelAsync();
        await _workers;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cancel.CancelAsync();
        await DrainAsync(CancellationToken.None);
        _threads.Dispose();
        _permits.Dispose();
        _drain.Dispose();
        _cancel.Dispose();
    }

    private async Task WorkAsync(int worker)
    {
        CancellationToken drain = _drain.Token;
        try
        {
            await _permits.WaitAsync(drain);
            while (true)
            {
                DeliveredEvent delivered = await _delivery.TakeAsync(drain);
                _permits.Begin(worker);
                bool keepsPermit;
                Attempt? attempt;
                try
                {
                    attempt = await RunAsync(delivered);
                }
                finally
                {
                    keepsPermit = _permits.End(worker);
                }
                if (attempt is null) await _delivery.ReleaseAsync(delivered);
                else await _delivery.ReportAsync(delivered, attempt);
                if (!keepsPermit) await _permits.WaitAsync(drain);
            }
        }
        catch (OperationCanceledException) when (drain.IsCancellationRequested)
        {
            // Drained: this worker is done.
        }
        catch (Exception bug)
        {
            WorkerDied(worker, bug);
            throw;
        }
    }

    /// <summary>Runs it; null when it is to be given back unrun or was stopped with the server.</summary>
    private async ValueTask<Attempt?> RunAsync(DeliveredEvent delivered)
    {
        while (true)
        {
            Guest guest;
            IReadOnlyDictionary<string, string> secrets;
            try
            {
                guest = await _modules.GetAsync(delivered.Binding.Runtime!, delivered.Binding.Module!, _cancel.Token);
                secrets = await _secrets.GetAsync(
                    delivered.Lease.Route.Tenant, delivered.Binding.Runtime!, _cancel.Token);
            }
            catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
            {
                return null;
            }
            catch (ModuleUnusableException unusable)
            {
                return _runner.NotRun(
                    delivered,
                    unusable.IsTransient ? ExecutionOutcome.HostFault : ExecutionOutcome.Unrunnable,
                    unusable.Message);
            }
            catch (SecretException fault)
            {
                // The operator can put it right, and then the next attempt succeeds.
                SecretUnusable(delivered.Lease.Route.Job, fault);
                return _runner.NotRun(delivered, ExecutionOutcome.HostFault, fault.Message);
            }
            catch (StorageException fault)
            {
                ModuleUnreadable(delivered.Lease.Route.Job, fault);
                return _runner.NotRun(
                    delivered,
                    fault.IsTransient ? ExecutionOutcome.HostFault : ExecutionOutcome.Unrunnable,
                    fault.Message);
            }
            try
            {
                return _runner.Run(guest, delivered, secrets, _cancel.Token);
            }
            catch (ObjectDisposedException) when (!_cancel.IsCancellationRequested)
            {
                // The bounded cache let this guest go between the look-up and the run: it is loaded again.
            }
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "Worker {Worker} died of a defect; the server should be restarted.")]
    private partial void WorkerDied(int worker, Exception bug);

    [LoggerMessage(2, LogLevel.Error, "The module or the secrets of job {Job} could not be read.")]
    private partial void ModuleUnreadable(string job, Exception fault);

    [LoggerMessage(3, LogLevel.Error, "A secret of job {Job} can't be opened.")]
    private partial void SecretUnusable(string job, Exception fault);
}
