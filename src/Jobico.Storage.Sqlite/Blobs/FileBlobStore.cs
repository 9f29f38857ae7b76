using System.Buffers;
using System.Security.Cryptography;
using Jobico.Storage.Blobs;
using Jobico.Storage.Sqlite.Database;
using Jobico.Storage.Sqlite.Files;
using Microsoft.Win32.SafeHandles;

namespace Jobico.Storage.Sqlite.Blobs;

/// <summary>
/// Contents as files named by their hash, <c>ab/abcdef…</c>. A file gets its name only when it is complete and on disk.
/// Half-written ones are in a folder of their own, which is emptied when the store is opened.
/// </summary>
internal sealed class FileBlobStore : IBlobStore
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly string _folder;
    private readonly string _unfinished;
    private readonly CancellationToken _closing;

    /// <param name="folder">The folder, made if it is not there.</param>
    /// <param name="closing">Cancelled when the engine closes.</param>
    internal FileBlobStore(string folder, CancellationToken closing)
    {
        _folder = folder;
        _unfinished = Path.Combine(folder, "unfinished");
        _closing = closing;
        Directory.CreateDirectory(_unfinished);
        Posix.FlushFolder(Path.GetDirectoryName(folder)!);
        foreach (string leftover in Directory.EnumerateFiles(_unfinished))
        {
            File.Delete(leftover);
        }
    }

    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        string path = PathOf(sha256);
        await Guarded(path, async () =>
        {
            // One that was damaged is put right by storing it again.
            if (File.Exists(path) && await ReadAsync(path, cancellationToken) is { } there && Has(there, sha256))
                return true;
            await WriteAsync(path, content, cancellationToken);
            return true;
        });
        return sha256;
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        string path = PathOf(sha256);
        return new ValueTask<ReadOnlyMemory<byte>?>(Guarded<ReadOnlyMemory<byte>?>(path, async () =>
        {
            if (await ReadAsync(path, cancellationToken) is not { } content)
                return null;
            if (Has(content, sha256))
                return content;
            throw new StorageUnusableException(
                $"The stored content '{path}' is damaged: it does not have the hash that it is named by. Upload the "
                + "file again, or restore it from a backup.");
        }));
    }

    public ValueTask<bool> DeleteAsync(string sha256, CancellationToken cancellationToken)
    {
        string path = PathOf(sha256);
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<bool>(Guarded(path, () =>
        {
            if (!File.Exists(path))
                return Task.FromResult(false);
            File.Delete(path);
            Posix.FlushFolder(Path.GetDirectoryName(path)!);
            return Task.FromResult(true);
        }));
    }

    private static bool Has(byte[] content, string sha256) =>
        Convert.ToHexStringLower(SHA256.HashData(content)) == sha256;

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async Task<T> Guarded<T>(string path, Func<Task<T>> action)
    {
        if (_closing.IsCancellationRequested)
            throw StorageFaults.Closed();
        try
        {
            return await action();
        }
        catch (Exception e) when (StorageFaults.From(e, path) is StorageException fault && fault != e)
        {
            throw fault;
        }
    }

    private async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        string unfinished = Path.Combine(_unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            using (SafeFileHandle file = File.OpenHandle(
                unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous))
            {
                await RandomAccess.WriteAsync(file, content, 0, cancellationToken);
                RandomAccess.FlushToDisk(file);
            }
            string folder = Path.GetDirectoryName(path)!;
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                Posix.FlushFolder(_folder);
            }
            File.Move(unfinished, path, overwrite: true);
            Posix.FlushFolder(folder);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private string PathOf(string sha256)
    {
        if (sha256.Length != HashLength || sha256.AsSpan().ContainsAnyExcept(HexDigits))
        {
            throw new ArgumentException(
                $"'{sha256}' is no SHA-256: it takes 64 digits of lower-case hex.", nameof(sha256));
        }
        return Path.Combine(_folder, sha256[..2], sha256);
    }
}
