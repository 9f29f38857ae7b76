using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model.Events;

/// <summary>
/// An event's id: 128 bits, unique, ordered by the time of acceptance; written as a ULID, 26 characters of Crockford's
/// base 32. It is also the idempotency token that the guest sees: a redelivery has the same id.
/// </summary>
/// <param name="Value">The bits.</param>
public readonly record struct EventId(Ulid Value) : IComparable<EventId>
{
    private const int Length = 26;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz");

    /// <summary>Reads the 26 characters, in either letter case; false when they are no ULID.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        // Ulid.TryParse takes any 26 characters and makes bits of them; 26 characters of 5 bits are 2 bits too many,
        // so the first is at most 7.
        bool valid = text is { Length: Length }
            && text[0] is >= '0' and <= '7'
            && !text.AsSpan().ContainsAnyExcept(Alphabet);
        id = valid && Ulid.TryParse(text, out Ulid value) ? new EventId(value) : default;
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
