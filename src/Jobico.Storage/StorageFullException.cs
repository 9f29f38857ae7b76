namespace Jobico.Storage;

/// <summary>There is no room left to write. It passes once room is made; until then reading works.</summary>
/// <param name="message">What could not be written and where.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class StorageFullException(string message, Exception? inner = null) : StorageException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
