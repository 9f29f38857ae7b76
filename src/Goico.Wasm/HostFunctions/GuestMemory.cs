using System.Buffers.Binary;
using Goico.Wasm.Running;
using Wasmtime;

namespace Goico.Wasm.HostFunctions;

/// <summary>The caller's memory as a host function sees it: every access is checked, none throws.</summary>
internal readonly ref struct GuestMemory
{
    private readonly Memory? _memory;

    public GuestMemory(Caller caller, RunState state) => _memory = state.Memory ??= caller.GetMemory("memory");

    public bool TryGet(int pointer, int length, out Span<byte> bytes) => TryGet((uint)pointer, (uint)length, out bytes);

    public bool TryGet(uint pointer, uint length, out Span<byte> bytes)
    {
        bytes = default;
        if (_memory is null || length > int.MaxValue || pointer + (ulong)length > (ulong)_memory.GetLength())
        {
            return false;
        }
        bytes = _memory.GetSpan(pointer, (int)length);
        return true;
    }

    public bool TryWrite(int pointer, uint value)
    {
        bool within = TryGet(pointer, sizeof(uint), out Span<byte> target);
        if (within)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
        }
        return within;
    }

    public bool TryWrite(int pointer, ulong value)
    {
        bool within = TryGet(pointer, sizeof(ulong), out Span<byte> target);
        if (within)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, value);
        }
        return within;
    }
}
