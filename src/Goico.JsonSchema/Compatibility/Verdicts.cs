namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// What was found out about pairs of a premise and a goal. A pair that is still being decided may be relied upon for
/// a smaller value, a property or an item: that is an induction over the size of documents. What relied on it is kept
/// provisionally, until the pair itself is proven or not.
/// </summary>
internal sealed class Verdicts
{
    private enum State
    {
        Open,
        Proven,
        Provisional,
        Failed,
    }

    // Of an open pair, its place among the open ones and how many steps into values were made before it; of a
    // provisional one, the outermost open pair that it relies on.
    private readonly record struct Entry(State State, int Place, int Level);

    private readonly Dictionary<(int Premise, int Goal), Entry> _entries = [];
    private readonly List<(int Premise, int Goal)> _provisional = [];
    private int _openCount;
    private int _reliedOn = int.MaxValue;

    /// <summary>How many pairs are being decided.</summary>
    public int OpenCount => _openCount;

    /// <summary>
    /// How often something was answered that is not certain yet. What is derived while this grows may not be kept.
    /// </summary>
    public long Reliances { get; private set; }

    /// <summary>What is known of a pair at a level; null when it has to be found out.</summary>
    public bool? Find((int Premise, int Goal) pair, int level)
    {
        if (!_entries.TryGetValue(pair, out Entry entry))
            return null;
        switch (entry.State)
        {
            case State.Proven:
                return true;
            case State.Failed:
                return false;
            case State.Open when entry.Level == level:
                // About the same value, nothing follows from itself.
                return false;
            default:
                _reliedOn = Math.Min(_reliedOn, entry.Place);
                Reliances++;
                return true;
        }
    }

    /// <summary>Begins to decide a pair; what it returns is for <see cref="Close"/>.</summary>
    public Opening Open((int Premise, int Goal) pair, int level)
    {
        var opening = new Opening(pair, _openCount, _provisional.Count, _reliedOn);
        _entries[pair] = new Entry(State.Open, _openCount++, level);
        _reliedOn = int.MaxValue;
        return opening;
    }

    /// <summary>Notes the outcome of a pair, the one opened last.</summary>
    public void Close(Opening opening, bool proven)
    {
        _openCount--;
        int reliedOn = _reliedOn < opening.Place ? _reliedOn : int.MaxValue;
        if (!proven)
        {
            ForEachSince(opening.Mark, pair => _entries.Remove(pair));
            _entries[opening.Pair] = new Entry(State.Failed, 0, 0);
        }
        else if (reliedOn == int.MaxValue)
        {
            ForEachSince(opening.Mark, pair => _entries[pair] = new Entry(State.Proven, 0, 0));
            _entries[opening.Pair] = new Entry(State.Proven, 0, 0);
        }
        else
        {
            for (int i = opening.Mark; i < _provisional.Count; i++)
            {
                Entry entry = _entries[_provisional[i]];
                _entries[_provisional[i]] = entry with { Place = Math.Min(entry.Place, reliedOn) };
            }

            _entries[opening.Pair] = new Entry(State.Provisional, reliedOn, 0);
            _provisional.Add(opening.Pair);
        }

        _reliedOn = Math.Min(opening.ReliedOn, reliedOn);
    }

    /// <summary>Forgets what could not be proven, which more steps might.</summary>
    public void ForgetFailures()
    {
        foreach (var pair in _entries.Where(entry => entry.Value.State == State.Failed).Select(e => e.Key).ToArray())
            _entries.Remove(pair);
    }

    private void ForEachSince(int mark, Action<(int Premise, int Goal)> act)
    {
        for (int i = mark; i < _provisional.Count; i++)
            act(_provisional[i]);
        _provisional.RemoveRange(mark, _provisional.Count - mark);
    }

    /// <summary>A pair that was opened, with what was so before.</summary>
    internal readonly record struct Opening((int Premise, int Goal) Pair, int Place, int Mark, int ReliedOn);
}
