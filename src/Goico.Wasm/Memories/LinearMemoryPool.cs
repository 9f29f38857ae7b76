using System.Runtime.InteropServices;
using Goico.Wasm.Native;

namespace Goico.Wasm.Memories;

/// <summary>
/// The linear memories of all instances. A memory is lent from a slot: a reserved stretch of address space whose first
/// part may be read and written. Nothing is mapped, unmapped or protected for an event, because that makes every
/// processor of the process stop (measured: 1.1 MiB memories 24 µs an event by the engine's own pool and slower on two
/// threads, 4 µs by this one, and twice as fast on two). Instead the guest's code checks its bounds itself, and a slot
/// is cleaned page by page, only those that were touched, which the kernel tells (<see cref="PageScan"/>).
///
/// The reservation around it covers whatever a 32-bit index and a 32-bit offset can reach, so that even a processor
/// that guesses a bounds check wrong finds nothing there.
/// </summary>
internal sealed unsafe class LinearMemoryPool : IDisposable
{
    private static readonly nuint ReservedBytes = unchecked((nuint)(8UL << 30));

    private readonly long _slotBytes;
    private readonly SlotCleaner _cleaner;
    private readonly GCHandle _self;
    private readonly Lock _gate = new();
    private readonly Stack<nint> _free = new();
    private readonly List<nint> _slots = [];

    public LinearMemoryPool(long slotBytes, long keepResidentBytes, bool scansPages = true)
    {
        _slotBytes = slotBytes;
        _cleaner = new SlotCleaner(keepResidentBytes, scansPages);
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Whether this system can have one; elsewhere the engine's own pool serves.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>How many slots there are: as many as were ever in use at once.</summary>
    public int SlotCount
    {
        get
        {
            lock (_gate)
            {
                return _slots.Count;
            }
        }
    }

    /// <summary>What the engine is to be given; valid until the pool is disposed.</summary>
    public NativeMemoryCreator Creator => new() { Data = GCHandle.ToIntPtr(_self), Create = &Create };

    public void Dispose()
    {
        foreach (nint slot in _slots)
        {
            Free((Slot*)slot);
        }
        _slots.Clear();
        _free.Clear();
        _cleaner.Dispose();
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    [UnmanagedCallersOnly]
    private static nint Create(
        nint data, nint type, nuint minimum, nuint maximum, nuint reserved, nuint guard, NativeLinearMemory* memory)
    {
        try
        {
            var pool = (LinearMemoryPool)GCHandle.FromIntPtr(data).Target!;
            RunMemory? run = RunMemory.Current;
            if (run is not null && !run.TryTake((long)minimum))
            {
                return Refuse("the memory's minimum size exceeds the limit\0"u8);
            }
            if ((long)minimum > pool._slotBytes)
            {
                return Refuse("the memory's minimum size exceeds what a slot offers\0"u8);
            }
            Slot* slot = pool.Take();
            if (slot is null)
            {
                return Refuse("the system gives no address space for another memory\0"u8);
            }
            slot->Size = minimum;
            *memory = new NativeLinearMemory { Data = (nint)slot, Get = &Get, Grow = &Grow, Finalizer = &Return };
            return 0;
        }
        catch (Exception)
        {
            // No exception may cross into native code; the run ends as a fault of the host.
            return Refuse("the memory could not be made\0"u8);
        }
    }

    [UnmanagedCallersOnly]
    private static byte* Get(nint data, nuint* size, nuint* capacity)
    {
        var slot = (Slot*)data;
        *size = slot->Size;
        *capacity = slot->Capacity;
        return slot->At;
    }

    [UnmanagedCallersOnly]
    private static nint Grow(nint data, nuint newSize)
    {
        var slot = (Slot*)data;
        bool granted = newSize <= slot->Capacity
            && (RunMemory.Current?.TryTake((long)(newSize - slot->Size)) ?? true);
        if (!granted)
        {
            return Refuse("the memory may not grow so far\0"u8);
        }
        slot->Size = newSize;
        return 0;
    }

    [UnmanagedCallersOnly]
    private static void Return(nint data)
    {
        var slot = (Slot*)data;
        var pool = (LinearMemoryPool)GCHandle.FromIntPtr(slot->Pool).Target!;
        bool clean = pool._cleaner.TryClean(slot->At, slot->Size);
        slot->Size = 0;
        if (clean && RunMemory.Current is { Spare: 0 } run)
        {
            run.Spare = data;
        }
        else if (clean)
        {
            lock (pool._gate)
            {
                pool._free.Push(data);
            }
        }
        else
        {
            // A slot that can't be cleaned is never lent again.
            lock (pool._gate)
            {
                pool._slots.Remove(data);
            }
            Free(slot);
        }
    }

    private static void Free(Slot* slot)
    {
        _ = LinuxMemory.munmap(slot->At, ReservedBytes);
        NativeMemory.Free(slot);
    }

    /// <summary>A clean slot: the one used last, whose pages are in the processor's caches, or a new one.</summary>
    private Slot* Take()
    {
        if (RunMemory.Current is { Spare: not 0 } run)
        {
            nint spare = run.Spare;
            run.Spare = 0;
            return (Slot*)spare;
        }
        lock (_gate)
        {
            if (_free.TryPop(out nint free))
            {
                return (Slot*)free;
            }
        }
        byte* at = LinuxMemory.Reserve(ReservedBytes, (nuint)_slotBytes);
        if (at is null)
        {
            return null;
        }
        var slot = (Slot*)NativeMemory.AllocZeroed((nuint)sizeof(Slot));
        slot->At = at;
        slot->Capacity = (nuint)_slotBytes;
        slot->Pool = GCHandle.ToIntPtr(_self);
        lock (_gate)
        {
            _slots.Add((nint)slot);
        }
        return slot;
    }

    private static nint Refuse(ReadOnlySpan<byte> message)
    {
        fixed (byte* text = message)
        {
            return NativeMethods.wasmtime_error_new(text);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public byte* At;
        public nuint Size;
        public nuint Capacity;
        public nint Pool;
    }
}
