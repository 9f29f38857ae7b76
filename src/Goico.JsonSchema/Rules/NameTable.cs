using System.Numerics;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>The property names that a schema mentions, by the hash that the scanner has computed.</summary>
internal sealed class NameTable
{
    private readonly Slot[] _slots;
    private readonly int _mask;

    public NameTable(IReadOnlyCollection<NamedProperty> names)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(names.Count, 2) * 2);
        _mask = size - 1;
        _slots = new Slot[size];
        foreach (NamedProperty name in names)
        {
            int hash = JsonText.Hash(name.Utf8);
            int slot = hash & _mask;
            while (_slots[slot].Property is not null)
                slot = (slot + 1) & _mask;
            _slots[slot] = new Slot(hash, name);
        }
    }

    public NamedProperty? Find(in JsonView instance, int nameIndex)
    {
        ref readonly Token token = ref instance.Tokens[nameIndex];
        int hash = token.Next;
        Slot[] slots = _slots;
        for (int at = hash & _mask; ; at = (at + 1) & _mask)
        {
            ref readonly Slot slot = ref slots[at];
            if (slot.Property is null)
                return null;
            if (slot.Hash == hash && IsNamed(instance, token, slot.Property.Utf8))
                return slot.Property;
        }
    }

    private static bool IsNamed(in JsonView instance, in Token token, byte[] name)
    {
        ReadOnlySpan<byte> raw = instance.Bytes.Slice(token.Start, token.Length);
        return token.Escaped ? JsonText.Same(raw, true, name) : raw.SequenceEqual(name);
    }

    private readonly record struct Slot(int Hash, NamedProperty Property);
}
