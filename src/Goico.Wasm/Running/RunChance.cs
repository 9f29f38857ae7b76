using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Goico.Wasm.Running;

/// <summary>
/// Where a guest's random numbers come from: the system, or a seed. The sequence of a seed is SplitMix64 (Steele, Lea,
/// Flood: Fast splittable pseudorandom number generators, 2014), written little-endian.
/// </summary>
internal sealed class RunChance
{
    private ulong? _state;

    public void Begin(ulong? seed) => _state = seed;

    public void Fill(Span<byte> target)
    {
        if (_state is null)
        {
            RandomNumberGenerator.Fill(target);
            return;
        }
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (; !target.IsEmpty; target = target[Math.Min(target.Length, word.Length)..])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            word[..Math.Min(target.Length, word.Length)].CopyTo(target);
        }
    }

    private ulong Next()
    {
        _state = unchecked(_state!.Value + 0x9E3779B97F4A7C15);
        ulong mixed = _state.Value;
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return mixed ^ (mixed >> 31);
    }
}
