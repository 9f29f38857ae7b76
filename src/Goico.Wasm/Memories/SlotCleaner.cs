namespace Goico.Wasm.Memories;

/// <summary>
/// Makes a used memory all zeros. Touched pages are cleared in place and stay, up to a bound, because giving pages back
/// and faulting them in again costs more than clearing them; beyond it they go back to the system, which hands out
/// zeros.
/// </summary>
internal sealed unsafe class SlotCleaner(long keepResidentBytes, bool scansPages) : IDisposable
{
    // Up to here clearing all of it costs less than asking which pages were touched.
    private const int SmallBytes = 64 << 10;

    private readonly PageScan? _scan = scansPages ? PageScan.TryOpen() : null;

    public void Dispose() => _scan?.Dispose();

    /// <summary>Cleans the first bytes of a slot; false where the system did not do as asked.</summary>
    public bool TryClean(byte* at, nuint size)
    {
        if (size <= SmallBytes)
        {
            new Span<byte>(at, (int)size).Clear();
            return true;
        }
        if (_scan is not null && TryCleanTouched(_scan, at, size))
        {
            return true;
        }
        // Only whole pages can be given back.
        nuint kept = Math.Min(size, (nuint)keepResidentBytes & ~((nuint)Environment.SystemPageSize - 1));
        Clear(at, kept);
        return LinuxMemory.TryGiveBack(at + kept, size - kept);
    }

    private bool TryCleanTouched(PageScan scan, byte* at, nuint size)
    {
        const int MaxRegions = 64;
        PageRegion* regions = stackalloc PageRegion[MaxRegions];
        byte* end = at + size;
        long kept = 0;
        for (byte* from = at; from < end;)
        {
            int count = scan.FindTouched(ref from, end, regions, MaxRegions);
            if (count < 0)
            {
                return false;
            }
            for (int i = 0; i < count; i++)
            {
                var length = (nuint)(regions[i].End - regions[i].Start);
                kept += (long)length;
                if (kept > keepResidentBytes)
                {
                    return LinuxMemory.TryGiveBack((byte*)regions[i].Start, (nuint)(end - (byte*)regions[i].Start));
                }
                Clear((byte*)regions[i].Start, length);
            }
        }
        return true;
    }

    private static void Clear(byte* at, nuint length)
    {
        const int ChunkBytes = 1 << 30;
        for (; length > 0; at += ChunkBytes)
        {
            nuint chunk = Math.Min(length, ChunkBytes);
            new Span<byte>(at, (int)chunk).Clear();
            length -= chunk;
        }
    }
}
