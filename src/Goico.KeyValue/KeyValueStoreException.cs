namespace Goico.KeyValue;

/// <summary>A fault of the store's environment. The message says what was wrong, with which file, and what to
/// do.</summary>
public sealed class KeyValueStoreException : Exception
{
    internal KeyValueStoreException(KeyValueFault fault, bool isTransient, string message, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
        IsTransient = isTransient;
    }

    /// <summary>Why it failed.</summary>
    public KeyValueFault Fault { get; }

    /// <summary>True if the same call may succeed later without anybody changing the program, the file or its
    /// permissions: space is freed, the other process ends, the device recovers.</summary>
    public bool IsTransient { get; }
}
