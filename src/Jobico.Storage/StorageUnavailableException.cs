namespace Jobico.Storage;

/// <summary>
/// The store can't be reached or used now (input/output error, lost connection, engine closing). Whether
/// the call took effect may be unknown.
/// </summary>
/// <param name="message">What failed and where.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class StorageUnavailableException(string message, Exception? inner = null)
    : StorageException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient => true;
}
