namespace Goico.KeyValue;

/// <summary>The claim of one instance on one store: an operating-system lock on a sibling file, which ends with its
/// process however that ends. The file itself stays, since deleting it would let two processes lock two files of the
/// same name.</summary>
internal static class StoreLock
{
    private const int DiskFullUnix = 28;
    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
    private const int SharingViolationWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    internal static async Task<FileStream> AcquireAsync(
        string path, TimeSpan wait, TimeProvider time, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldElsewhere(e))
            {
                if (time.GetElapsedTime(start) >= wait)
                {
                    throw StoreFaults.InUse(path, e);
                }
            }
            catch (IOException e) when (e.HResult == DiskFullUnix)
            {
                throw new KeyValueStoreException(
                    KeyValueFault.DiskFull, true,
                    $"The disk that would hold the store '{path}' is full. Free some space and try again.", e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw StoreFaults.NoAccess(path, e);
            }

            await Task.Delay(RetryPause, time, ct);
        }
    }

    private static bool IsHeldElsewhere(IOException e) =>
        e.HResult is WouldBlockLinux or WouldBlockMac or SharingViolationWindows;
}
