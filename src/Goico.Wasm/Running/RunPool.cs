using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Goico.Wasm.Running;

/// <summary>
/// Run states that wait for their next run. Each processor has a place of its own, so that a run gets the state, and
/// with it the memory, that its processor used last and still has in its caches.
/// </summary>
internal sealed class RunPool(TimeProvider time) : IDisposable
{
    private readonly Place[] _places = new Place[Environment.ProcessorCount];
    private readonly ConcurrentStack<RunState> _others = new();

    public RunState Borrow()
    {
        ref Place place = ref Mine();
        return Interlocked.Exchange(ref place.Run, null)
            ?? (_others.TryPop(out RunState? other) ? other : new RunState(time));
    }

    public void Return(RunState run)
    {
        run.Forget();
        if (Interlocked.CompareExchange(ref Mine().Run, run, null) is not null)
        {
            _others.Push(run);
        }
    }

    public void Dispose()
    {
        foreach (ref Place place in _places.AsSpan())
        {
            place.Run?.FreeHandle();
        }
        foreach (RunState run in _others)
        {
            run.FreeHandle();
        }
    }

    private ref Place Mine() => ref _places[(uint)Thread.GetCurrentProcessorId() % (uint)_places.Length];

    // Two places never share a cache line, nor the line that is fetched beside it.
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct Place
    {
        [FieldOffset(0)]
        public RunState? Run;
    }
}
