using System.Globalization;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>What the process holds of the system, as Linux tells it; zeros elsewhere.</summary>
/// <param name="ResidentBytes">Memory.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Descriptors">Open files and the like.</param>
/// <param name="Mappings">
/// Stretches of address space of 64 KiB and more. Each thread that ran a guest leaves a smaller one, the signal stack that
/// .NET gave it: the engine puts one of its own in its place, and .NET then frees none.
/// </param>
internal readonly record struct Footprint(long ResidentBytes, int Threads, int Descriptors, int Mappings)
{
    public static Footprint Take()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        if (!OperatingSystem.IsLinux())
        {
            return default;
        }
        return new Footprint(
            1024L * Status("VmRSS:"),
            Status("Threads:"),
            Directory.GetFiles("/proc/self/fd").Length,
            File.ReadLines("/proc/self/maps").Count(IsLarge));
    }

    private static bool IsLarge(string mapping)
    {
        string[] range = mapping[..mapping.IndexOf(' ', StringComparison.Ordinal)].Split('-');
        return ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            - ulong.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) >= 64 << 10;
    }

    private static int Status(string field) => int.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            [field.Length..].Replace("kB", "", StringComparison.Ordinal),
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture);
}
