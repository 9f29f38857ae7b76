using System.Security.Cryptography;
using System.Text;

namespace Goico.Wasm.Compilation;

/// <summary>
/// Compiled code on disk. It is machine code that will run in this process, so each file carries a MAC under a key
/// that only this user can read: what is truncated, tampered with or of another name is as if it were not there.
/// </summary>
internal sealed class CompiledCodeCache
{
    private const int MacBytes = 32;
    private const int KeyBytes = 32;
    private const string Extension = ".cwasm";

    private readonly string _folder;
    private readonly WasmEngineOptions _options;
    private readonly TimeProvider _time;
    private readonly byte[] _key;
    private readonly Lock _trim = new();

    // What the folder holds, at the most: a file that is overwritten counts twice until the folder is looked at again.
    // Below zero it is not known yet.
    private long _total = -1;

    public CompiledCodeCache(string folder, WasmEngineOptions options, TimeProvider time)
    {
        _folder = folder;
        _options = options;
        _time = time;
        try
        {
            Directory.CreateDirectory(folder);
            _key = ReadOrMakeKey(Path.Combine(folder, "cache.key"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WasmCacheException(folder, exception);
        }
    }

    /// <summary>The compiled code of that name; null where there is none that can be trusted.</summary>
    public byte[]? Read(string name)
    {
        string path = PathOf(name);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }
            byte[] file = File.ReadAllBytes(path);
            if (file.Length <= MacBytes)
            {
                return null;
            }
            Span<byte> mac = stackalloc byte[MacBytes];
            Sign(name, file.AsSpan(MacBytes), mac);
            if (!CryptographicOperations.FixedTimeEquals(mac, file.AsSpan(0, MacBytes)))
            {
                return null;
            }
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
            return file[MacBytes..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _options.CacheFault?.Invoke(exception);
            return null;
        }
    }

    /// <summary>Keeps compiled code under a name, whole or not at all.</summary>
    public void Write(string name, ReadOnlySpan<byte> code)
    {
        string temporary = Path.Combine(_folder, $"{Guid.NewGuid():N}.tmp");
        try
        {
            Span<byte> mac = stackalloc byte[MacBytes];
            Sign(name, code, mac);
            using (FileStream file = OpenPrivate(temporary))
            {
                file.Write(mac);
                file.Write(code);
            }
            File.Move(temporary, PathOf(name), overwrite: true);
            Trim(MacBytes + code.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            DeleteQuietly(temporary);
            _options.CacheFault?.Invoke(exception);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name + Extension);

    private void Sign(string name, ReadOnlySpan<byte> code, Span<byte> mac)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(name));
        hmac.AppendData(code);
        hmac.GetHashAndReset(mac);
    }

    /// <summary>
    /// Counts what was added; where that may be too much, looks at the folder and drops the longest unused files. Not
    /// at each file, because a folder of ten thousand takes longer to list than a module to compile.
    /// </summary>
    private void Trim(long added)
    {
        lock (_trim)
        {
            bool isKnown = _total >= 0;
            _total += added;
            if (isKnown && _total <= _options.MaxCacheBytes)
            {
                return;
            }
            FileInfo[] files = new DirectoryInfo(_folder).GetFiles("*" + Extension);
            _total = files.Sum(file => file.Length);
            foreach (FileInfo file in files.OrderBy(file => file.LastWriteTimeUtc))
            {
                if (_total <= _options.MaxCacheBytes)
                {
                    break;
                }
                _total -= file.Length;
                file.Delete();
            }
        }
    }

    private static byte[] ReadOrMakeKey(string path)
    {
        if (File.Exists(path) && File.ReadAllBytes(path) is { Length: KeyBytes } known)
        {
            return known;
        }
        // A new key makes every file here worthless, which costs only their compilation. Two processes that start
        // at once may make two keys; the later one stays, and what the other writes is compiled again.
        byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        using (FileStream file = OpenPrivate(temporary))
        {
            file.Write(key);
        }
        File.Move(temporary, path, overwrite: true);
        return key;
    }

    private static FileStream OpenPrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(path, options);
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The fault that led here is told; a left-over file is never read.
        }
    }
}
