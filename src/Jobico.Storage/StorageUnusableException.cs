namespace Jobico.Storage;

/// <summary>
/// The store can't be opened or trusted: in use by another server, written by a newer version, damaged, not permitted.
/// Somebody has to do something first, and the message says what.
/// </summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">The cause, if any.</param>
public sealed class StorageUnusableException(string message, Exception? inner = null)
    : StorageException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient => false;
}
