namespace Jobico.Storage.Blobs;

/// <summary>Contents under their SHA-256: stored once, never changed.</summary>
public interface IBlobStore
{
    /// <summary>Stores a content; durable when it returns. Storing what is there already changes nothing.</summary>
    /// <returns>The SHA-256 in lower-case hex.</returns>
    ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The content, checked against its hash; null when there is none.</summary>
    /// <exception cref="StorageUnusableException">What is stored does not have this hash: it was damaged.</exception>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Removes a content; true when it was there.</summary>
    ValueTask<bool> DeleteAsync(string sha256, CancellationToken cancellationToken);
}
