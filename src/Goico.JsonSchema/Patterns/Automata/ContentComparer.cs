using System.Runtime.InteropServices;

namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>Compares arrays by their elements, and lets a span look one up.</summary>
internal sealed class ContentComparer<T> : IEqualityComparer<T[]>, IAlternateEqualityComparer<ReadOnlySpan<T>, T[]>
    where T : unmanaged, IEquatable<T>
{
    public static ContentComparer<T> Instance { get; } = new();

    public bool Equals(T[]? x, T[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<T> alternate, T[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(T[] obj) => GetHashCode(obj.AsSpan());

    public int GetHashCode(ReadOnlySpan<T> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(alternate));
        return hash.ToHashCode();
    }

    public T[] Create(ReadOnlySpan<T> alternate) => alternate.ToArray();
}
