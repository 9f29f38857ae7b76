namespace Goico.Wasm.Outbound;

/// <summary>So many of something at once, in all and for each owner.</summary>
internal sealed class Allowance(int most, int mostOfOwner)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Takes one; false where all or the owner's are taken.</summary>
    public bool TryTake(string owner)
    {
        lock (_gate)
        {
            int taken = _taken.GetValueOrDefault(owner);
            if (_all >= most || taken >= mostOfOwner) return false;
            _all++;
            _taken[owner] = taken + 1;
            return true;
        }
    }

    /// <summary>Gives one back.</summary>
    public void Return(string owner)
    {
        lock (_gate)
        {
            _all--;
            int taken = _taken[owner] - 1;
            // An owner who has none costs nothing, however many there were.
            if (taken == 0) _taken.Remove(owner);
            else _taken[owner] = taken;
        }
    }
}
