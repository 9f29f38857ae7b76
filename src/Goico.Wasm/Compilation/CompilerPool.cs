namespace Goico.Wasm.Compilation;

/// <summary>
/// The processes that compile: started when needed, as many as may compile at once, and ended when there was nothing to
/// compile for a while. One that takes too long is killed, and takes nothing with it.
/// </summary>
internal sealed class CompilerPool : IDisposable
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(20);

    private readonly WasmEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _permits;
    private readonly Stack<CompilerChild> _idle = new();
    private readonly ITimer _idleTimer;
    private bool _disposed;

    public CompilerPool(WasmEngineOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _permits = new SemaphoreSlim(options.MaxConcurrentCompilations);
        _idleTimer = time.CreateTimer(_ => EndIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Compiles to code as bytes; false, with what is wrong, where they can't be.</summary>
    public bool TryCompile(bool metered, ReadOnlySpan<byte> wasm, out byte[] code, out CompileProblem problem)
    {
        // Loading a guest is a call that takes up to seconds, and says so: whoever must not wait gives it a thread.
        _permits.Wait();
        try
        {
#pragma warning disable CA2000 // It is kept for the next compilation, or disposed below.
            CompilerChild child = Take();
#pragma warning restore CA2000
            CompilerEnd end = child.Compile(metered, wasm, _options.CompileTime, _time, out code, out string refusal);
            switch (end)
            {
                case CompilerEnd.Answered:
                    Keep(child);
                    problem = new CompileProblem(refusal);
                    return refusal.Length == 0;
                case CompilerEnd.TimedOut:
                    child.Dispose();
                    problem = new CompileProblem(
                        $"it takes longer than {_options.CompileTime.TotalSeconds:0.###} s", MayPass: true);
                    return false;
                default:
                    child.Dispose();
                    problem = new CompileProblem(
                        "the compiler died of it, perhaps of memory that it could not have", MayPass: true);
                    return false;
            }
        }
        finally
        {
            _permits.Release();
        }
    }

    public void Dispose()
    {
        lock (_idle)
        {
            _disposed = true;
        }
        _idleTimer.Dispose();
        EndIdle();
        _permits.Dispose();
    }

    private CompilerChild Take()
    {
        lock (_idle)
        {
            if (_idle.TryPop(out CompilerChild? waiting))
            {
                return waiting;
            }
        }
        return CompilerChild.Start(_options);
    }

    private void Keep(CompilerChild child)
    {
        lock (_idle)
        {
            if (!_disposed)
            {
                _idle.Push(child);
                _idleTimer.Change(IdleTime, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        child.Dispose();
    }

    private void EndIdle()
    {
        lock (_idle)
        {
            while (_idle.TryPop(out CompilerChild? child))
            {
                child.Dispose();
            }
        }
    }
}
