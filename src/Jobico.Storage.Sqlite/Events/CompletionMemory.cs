using System.Numerics;
using Jobico.Model.Events;

namespace Jobico.Storage.Sqlite.Events;

/// <summary>
/// The last completions and their next ids, so that a repeated call gets the first one's answer. Leases are numbered in
/// a row, so a lease's slot is its number's remainder. Only the writer's thread uses it.
/// </summary>
internal sealed class CompletionMemory
{
    private readonly (ulong Lease, IReadOnlyList<EventId> NextIds)[] _slots;

    /// <param name="capacity">How many leases back it remembers; rounded up to a power of two.</param>
    internal CompletionMemory(int capacity) =>
        _slots = new (ulong, IReadOnlyList<EventId>)[BitOperations.RoundUpToPowerOf2((uint)capacity)];

    internal void Add(ulong lease, IReadOnlyList<EventId> nextIds) => Slot(lease) = (lease, nextIds);

    internal IReadOnlyList<EventId>? Find(ulong lease) => Slot(lease) is var slot && slot.Lease == lease
        ? slot.NextIds
        : null;

    private ref (ulong Lease, IReadOnlyList<EventId> NextIds) Slot(ulong lease) =>
        ref _slots[lease & (ulong)(_slots.Length - 1)];
}
