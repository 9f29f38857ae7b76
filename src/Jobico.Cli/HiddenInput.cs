using System.Runtime.InteropServices;

namespace Jobico.Cli;

/// <summary>
/// Stops the terminal on standard input from showing what is typed, as getpass does: the flag ECHO of its settings
/// (POSIX, termios.h) is cleared until this is disposed. .NET's own way, key by key, shows what is pasted between two
/// reads.
/// </summary>
internal sealed partial class HiddenInput : IDisposable
{
    private const int StandardInput = 0;

    /// <summary>TCSAFLUSH: at once, and what was typed before it is dropped.</summary>
    private const int Flush = 2;

    private const byte Echo = 0x08;

    /// <summary>More than the structure takes anywhere: 60 bytes on Linux, 72 on macOS.</summary>
    private const int StructureBytes = 256;

    private readonly byte[]? _before;

    /// <summary>Hides from now on.</summary>
    /// <exception cref="CommandFailure">This terminal can't.</exception>
    public HiddenInput()
    {
        byte[] settings = new byte[StructureBytes];
        if (OperatingSystem.IsWindows() || GetSettings(StandardInput, settings) != 0) throw Unable();
        _before = [.. settings];
        // The fourth flag word, of 4 bytes on Linux and 8 on macOS, its low byte first on all that .NET runs on there.
        settings[OperatingSystem.IsMacOS() ? 24 : 12] &= unchecked((byte)~Echo);
        if (SetSettings(StandardInput, Flush, settings) != 0) throw Unable();
    }

    /// <summary>Shows again.</summary>
    public void Dispose()
    {
        // Nothing is left to do where even that fails: the terminal is gone.
        if (_before is not null) _ = SetSettings(StandardInput, Flush, _before);
    }

    private static CommandFailure Unable() => CommandFailure.Failed(
        "This terminal shows what is typed: give the value on standard input, or with --from-file.");

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetSettings(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);
}
