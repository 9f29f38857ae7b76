using System.Buffers.Binary;
using Goico.Wasm.Native;
using Goico.Wasm.Running;

namespace Goico.Wasm.HostFunctions;

/// <summary>
/// One call of a host function by a guest: its arguments, its result, and the guest's memory, of which every access is
/// checked and none throws.
/// </summary>
internal readonly unsafe ref struct HostCall(RunState run, RawValue* values)
{
    public RunState Run => run;

    public int Int(int index) => values[index].Int32;

    public uint Unsigned(int index) => (uint)values[index].Int32;

    /// <summary>Sets the result; the arguments can no longer be read.</summary>
    public void Return(int result) => values[0].Int64 = (uint)result;

    /// <summary>The stretch of memory that two arguments name, a pointer and then a length.</summary>
    public bool TryGet(int index, out Span<byte> bytes) =>
        run.TryGetMemory(Unsigned(index), Unsigned(index + 1), out bytes);

    public bool TryGet(uint pointer, uint length, out Span<byte> bytes) =>
        run.TryGetMemory(pointer, length, out bytes);

    public bool TryWrite(uint pointer, uint value)
    {
        bool within = run.TryGetMemory(pointer, sizeof(uint), out Span<byte> target);
        if (within)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        }
        return within;
    }

    public bool TryWrite(uint pointer, ulong value)
    {
        bool within = run.TryGetMemory(pointer, sizeof(ulong), out Span<byte> target);
        if (within)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, value);
        }
        return within;
    }
}
