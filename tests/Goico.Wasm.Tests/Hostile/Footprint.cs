using System.Globalization;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>What the process holds of the system, as Linux tells it; zeros elsewhere.</summary>
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
            File.ReadLines("/proc/self/maps").Count());
    }

    private static int Status(string field) => int.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            [field.Length..].Replace("kB", "", StringComparison.Ordinal),
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture);
}
