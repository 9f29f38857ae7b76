using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Goico.JsonSchema.Bench;

/// <summary>Where the figures were measured.</summary>
internal static class Machine
{
    /// <summary>Cores, processor, runtime and commit, in words.</summary>
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores ({Processor()}), {RuntimeInformation.FrameworkDescription}, "
        + $"commit {Commit()}";

    private static string Processor()
    {
        const string Cpus = "/proc/cpuinfo";
        string? line = File.Exists(Cpus)
            ? File.ReadLines(Cpus).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo(
                "git", ["-C", Pair.Folder, "describe", "--always", "--dirty", "--exclude=*"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string commit = git.StandardOutput.ReadToEnd().Trim();
            return commit.Length > 0 ? commit : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown: git is not installed";
        }
    }
}
