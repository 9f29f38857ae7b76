using System.Globalization;
using System.Text;
using Jobico.Storage.Sqlite.Database;
using Microsoft.Win32.SafeHandles;

namespace Jobico.Storage.Sqlite.Files;

/// <summary>
/// The claim of one engine on a data folder: an operating-system lock on <c>jobico.lock</c>, which ends with its
/// process however that ends. The file holds the process's id, for the message that the next one gets.
/// </summary>
internal static class FolderLock
{
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    /// <summary>Takes the lock; disposing of the stream lets it go.</summary>
    /// <exception cref="StorageException">Another engine has it, or the folder can't be used.</exception>
    internal static FileStream Take(string folder)
    {
        string path = Path.Combine(folder, "jobico.lock");
        FileStream? claim = null;
        try
        {
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                Posix.FlushFolder(Path.GetDirectoryName(folder)!);
            }
            claim = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            claim.SetLength(0);
            claim.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            claim.Flush();
            return claim;
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows)
        {
            throw new StorageUnusableException(
                $"The data folder '{folder}' is in use by {Owner(path)}. Stop that server first, or name another "
                + "data folder.", e);
        }
        catch (IOException e) when (File.Exists(folder))
        {
            throw new StorageUnusableException($"'{folder}' is no folder, but a file. Name a data folder.", e);
        }
        catch (Exception e) when (StorageFaults.From(e, path) is StorageException fault)
        {
            claim?.Dispose();
            throw fault;
        }
    }

    private static string Owner(string path)
    {
        if (OperatingSystem.IsWindows())
            return "another process";
        try
        {
            using SafeFileHandle file = Posix.OpenToRead(path);
            Span<byte> text = stackalloc byte[20];
            int length = RandomAccess.Read(file, text, 0);
            return length > 0 ? $"process {Encoding.ASCII.GetString(text[..length])}" : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
