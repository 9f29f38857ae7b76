namespace Goico.Wasm.Components;

/// <summary>
/// How many resources of the host a component holds. The engine keeps a table of them that no limit of memory counts,
/// so that a component which asked for standard output without end would fill the host's memory.
/// </summary>
internal sealed class LentResources
{
    /// <summary>Resources held at once.</summary>
    public const int Max = 4096;

    private int _count;

    /// <summary>Counts another; false where there are too many.</summary>
    public bool TryLend()
    {
        if (_count == Max)
        {
            return false;
        }
        _count++;
        return true;
    }

    public void TakeBack() => _count--;

    public void Forget() => _count = 0;
}
