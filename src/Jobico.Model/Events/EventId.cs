using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model.Events;

/// <summary>
/// An event's id: 128 bits, unique, ordered by the time of acceptance; written as a ULID, 26 characters of Crockford's
/// base 32. It is also the idempotency token that the guest sees: a redelivery has the same id.
/// </summary>
/// <param name="Value">The bits.</param>
public readonly record struct EventId(Ulid Value) : IComparable<EventId>
{
    /// <summary>Reads the 26 characters; false when they are no ULID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        bool valid = Ulid.TryParse(text, out Ulid value);
        id = valid ? new EventId(value) : default;
        return valid;
    }

    /// <inheritdoc/>
    public int CompareTo(EventId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> was accepted before <paramref name="right"/>.</summary>
    public static bool operator <(EventId left, EventId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> was accepted after <paramref name="right"/>.</summary>
    public static bool operator >(EventId left, EventId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or was accepted before it.</summary>
    public static bool operator <=(EventId left, EventId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is <paramref name="right"/> or was accepted after it.</summary>
    public static bool operator >=(EventId left, EventId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
