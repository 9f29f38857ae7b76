namespace Goico.Wasm.Components;

/// <summary>
/// The instants that a component may wait for, by the numbers that stand for them in the engine: 0 for what is always
/// ready, and 1 and up for those that are kept here until the component drops them.
/// </summary>
internal sealed class WasiPollables
{
    /// <summary>Instants kept at once.</summary>
    public const int Max = 1024;

    public const uint AlwaysReady = 0;

    private readonly List<long> _instants = [];
    private readonly Stack<uint> _free = [];

    /// <summary>Keeps an instant, in nanoseconds from the run's start; false where there are too many.</summary>
    public bool TryAdd(long instant, out uint number)
    {
        if (_free.TryPop(out number))
        {
            _instants[(int)number - 1] = instant;
            return true;
        }
        if (_instants.Count == Max)
        {
            return false;
        }
        _instants.Add(instant);
        number = (uint)_instants.Count;
        return true;
    }

    /// <summary>When it is ready, in nanoseconds from the run's start.</summary>
    public long InstantOf(uint number) => number == AlwaysReady ? long.MinValue : _instants[(int)number - 1];

    public void Remove(uint number)
    {
        if (number != AlwaysReady)
        {
            _free.Push(number);
        }
    }

    public void Forget()
    {
        _instants.Clear();
        _free.Clear();
    }
}
