using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Jobico.Storage.Sqlite.Files;

/// <summary>What .NET's file API can't do: open a folder to flush it, and read a file that is locked.</summary>
internal static partial class Posix
{
    /// <summary>Makes the names in a folder durable; on Windows, where the file system does it, nothing.</summary>
    internal static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using SafeFileHandle folder = OpenToRead(path);
        RandomAccess.FlushToDisk(folder);
    }

    /// <summary>Opens for reading without taking or asking for .NET's advisory lock.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    internal static SafeFileHandle OpenToRead(string path)
    {
        int descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new IOException(
                $"'{path}' can't be opened: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
