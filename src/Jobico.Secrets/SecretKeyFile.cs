using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Jobico.Secrets;

/// <summary>The file that the key is kept in where nobody gives one: base64, for its owner's eyes only.</summary>
internal static partial class SecretKeyFile
{
    /// <summary>More than a key takes, however it is wrapped; what is longer is another file.</summary>
    private const int MaxBytes = 1_024;

    /// <summary>Reads the key; null where there is no such file.</summary>
    /// <exception cref="SecretException">It can't be read, or holds no key.</exception>
    public static SecretKey? Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            string? text = new FileInfo(path).Length <= MaxBytes ? File.ReadAllText(path, Encoding.UTF8) : null;
            return SecretKey.TryParse(text, out SecretKey? key)
                ? key
                : throw new SecretException($"The file '{path}' holds no key: restore it from its backup. It is "
                    + $"{SecretKey.Form}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SecretException(
                $"The key of the secrets, '{path}', can't be read: {fault.Message} Give this user the right to.",
                fault);
        }
    }

    /// <summary>Makes a key and keeps it; durable when it returns, because what is sealed under it will be.</summary>
    /// <returns>The key; another's, where one was made at the same moment.</returns>
    /// <exception cref="SecretException">It can't be written.</exception>
    public static SecretKey Make(string path)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}";
        SecretKey key = SecretKey.Make();
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.ASCII.GetBytes(key.Export() + "\n"));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: false);
            FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            if (fault is IOException && Read(path) is { } theirs) return theirs;
            throw new SecretException(
                $"The key of the secrets, '{path}', can't be written: {fault.Message} Nothing was stored.", fault);
        }
    }

    /// <summary>Makes the names in a folder durable, for which .NET has nothing; on Windows the file system does it.
    /// </summary>
    private static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(path, 0);
        if (descriptor < 0)
        {
            throw new IOException(
                $"the folder '{path}' can't be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
