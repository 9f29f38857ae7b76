using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Goico.Wasm.Memories;

/// <summary>A stretch of pages: <c>struct page_region</c> of the kernel.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PageRegion
{
    public ulong Start;
    public ulong End;
    public ulong Categories;
}

/// <summary>
/// Asks the kernel which pages of a private anonymous mapping were ever touched: the PAGEMAP_SCAN call of Linux 6.7 and
/// later (https://docs.kernel.org/admin-guide/mm/pagemap.html). A page that is neither present nor swapped out reads as
/// zeros.
/// </summary>
internal sealed unsafe class PageScan : IDisposable
{
    // _IOWR('f', 16, struct pm_scan_arg)
    private const nuint ScanCall = 0xC0606610;
    private const ulong IsPresent = 1 << 3;
    private const ulong IsSwapped = 1 << 4;

    private readonly SafeFileHandle _pagemap;
    private readonly int _descriptor;

    private PageScan(SafeFileHandle pagemap)
    {
        _pagemap = pagemap;
        _descriptor = (int)pagemap.DangerousGetHandle();
    }

    /// <summary>The scan, where this kernel has it and lets this process use it; else null.</summary>
    public static PageScan? TryOpen()
    {
        try
        {
            var scan = new PageScan(File.OpenHandle("/proc/self/pagemap"));
            byte probe = 1;
            var page = (byte*)((nint)(&probe) & ~(nint)0xFFF);
            byte* from = page;
            PageRegion region;
            if (scan.FindTouched(ref from, page + 0x1000, &region, 1) == 1)
            {
                return scan;
            }
            scan.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Finds touched pages from an address on, and moves the address to where it stopped looking.</summary>
    /// <returns>How many regions were found; negative where the call failed.</returns>
    public int FindTouched(ref byte* from, byte* end, PageRegion* regions, int capacity)
    {
        var argument = new ScanArgument
        {
            Size = (ulong)sizeof(ScanArgument),
            Start = (ulong)from,
            End = (ulong)end,
            Regions = (ulong)regions,
            RegionCapacity = (ulong)capacity,
            AnyOf = IsPresent | IsSwapped,
            Returned = IsPresent | IsSwapped,
        };
        int found = LinuxMemory.ioctl(_descriptor, ScanCall, &argument);
        from = (byte*)argument.WalkEnd;
        return found;
    }

    public void Dispose() => _pagemap.Dispose();

    /// <summary><c>struct pm_scan_arg</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct ScanArgument
    {
        public ulong Size;
        public ulong Flags;
        public ulong Start;
        public ulong End;
        public ulong WalkEnd;
        public ulong Regions;
        public ulong RegionCapacity;
        public ulong MaxPages;
        public ulong Inverted;
        public ulong AllOf;
        public ulong AnyOf;
        public ulong Returned;
    }
}
