using System.Globalization;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>
/// The most memory that the process had since this was made, as Linux keeps it; of other systems nothing is known.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before;

    public PeakMemory()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            // Sets the peak back to what there is now (proc(5)).
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
        _before = Read("VmRSS:");
    }

    public long Growth() => Read("VmHWM:") - _before;

    public void Dispose() => GC.Collect();

    private static long Read(string field) => !OperatingSystem.IsLinux() ? 0 : 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            [field.Length..].Replace("kB", "", StringComparison.Ordinal),
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
        CultureInfo.InvariantCulture);
}
