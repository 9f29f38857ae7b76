using System.Runtime.InteropServices;

namespace Goico.Wasm.Memories;

/// <summary>The system's calls for memory, as Linux numbers them on 64-bit x86 and ARM.</summary>
internal static unsafe partial class LinuxMemory
{
    private const int ReadWrite = 1 | 2;
    private const int Private = 0x2;
    private const int Anonymous = 0x20;
    private const int NoReserve = 0x4000;
    private const int AdviceGiveBack = 4;
    private const int AdviceNotInForks = 10;
    private const int AdviceSmallPages = 15;
    private const int AdviceNotInDumps = 16;

    /// <summary>
    /// Reserves address space, of which the first bytes may be used; null where the system refuses. Its pages appear
    /// in no core dump and in no child process, and are small ones, so that touching a byte costs 4 KiB, not 2 MiB.
    /// </summary>
    public static byte* Reserve(nuint bytes, nuint usable)
    {
        byte* at = mmap(null, bytes, 0, Private | Anonymous | NoReserve, -1, 0);
        if (at == (byte*)-1)
        {
            return null;
        }
        if (mprotect(at, usable, ReadWrite) != 0)
        {
            _ = munmap(at, bytes);
            return null;
        }
        // Refused advice changes what it costs, not what it does.
        _ = madvise(at, bytes, AdviceSmallPages);
        _ = madvise(at, bytes, AdviceNotInForks);
        _ = madvise(at, bytes, AdviceNotInDumps);
        return at;
    }

    /// <summary>Gives pages back; they read as zeros afterwards.</summary>
    public static bool TryGiveBack(byte* at, nuint length) => length == 0 || madvise(at, length, AdviceGiveBack) == 0;

    [LibraryImport("libc")]
    public static partial int munmap(byte* at, nuint length);

    [LibraryImport("libc")]
    public static partial int ioctl(int descriptor, nuint request, void* argument);

    [LibraryImport("libc")]
    private static partial byte* mmap(byte* at, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc")]
    private static partial int mprotect(byte* at, nuint length, int protection);

    [LibraryImport("libc")]
    private static partial int madvise(byte* at, nuint length, int advice);
}
