namespace Jobico.Storage;

/// <summary>
/// The environment failed the engine: nothing of the call that threw took effect unless its type says so.
/// </summary>
public abstract class StorageException : Exception
{
    private protected StorageException(string message, Exception? inner) : base(message, inner)
    {
    }

    /// <summary>Whether the same call may succeed later without anybody doing anything.</summary>
    public abstract bool IsTransient { get; }
}
