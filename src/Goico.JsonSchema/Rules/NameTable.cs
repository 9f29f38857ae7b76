using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>What a schema knows of one property name.</summary>
internal sealed class NamedProperty(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(name);

    /// <summary>The schema of <c>properties</c>, if it names this property.</summary>
    public SchemaNode? Schema { get; set; }

    /// <summary>The bit that says it was seen, or -1 when nothing depends on that.</summary>
    public int Presence { get; set; } = -1;
}

/// <summary>The property names that a schema mentions, by the hash that the scanner has computed.</summary>
internal sealed class NameTable
{
    private readonly NamedProperty?[] _slots;
    private readonly int[] _hashes;
    private readonly int _mask;

    public NameTable(IReadOnlyCollection<NamedProperty> names)
    {
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(names.Count, 2) * 2);
        _mask = size - 1;
        _slots = new NamedProperty?[size];
        _hashes = new int[size];
        foreach (NamedProperty name in names)
        {
            int hash = JsonText.Hash(name.Utf8);
            int slot = hash & _mask;
            while (_slots[slot] is not null)
                slot = (slot + 1) & _mask;
            _slots[slot] = name;
            _hashes[slot] = hash;
        }
    }

    public NamedProperty? Find(in JsonView instance, int nameIndex)
    {
        ref readonly Token token = ref instance.Tokens[nameIndex];
        int hash = token.Next;
        for (int slot = hash & _mask; _slots[slot] is { } property; slot = (slot + 1) & _mask)
        {
            if (_hashes[slot] == hash && JsonText.Same(instance.Raw(nameIndex), token.Escaped, property.Utf8))
                return property;
        }

        return null;
    }
}
