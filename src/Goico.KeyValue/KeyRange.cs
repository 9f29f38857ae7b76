namespace Goico.KeyValue;

/// <summary>Keys from <paramref name="From"/>, inclusive, to <paramref name="To"/>, exclusive, by bytes.</summary>
internal readonly record struct KeyRange(byte[] From, byte[] To)
{
    /// <summary>What is left of the range after <paramref name="key"/>.</summary>
    internal KeyRange After(byte[] key) => this with { From = [.. key, 0] };
}
