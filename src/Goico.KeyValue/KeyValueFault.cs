namespace Goico.KeyValue;

/// <summary>Why the environment did not let the store do its work.</summary>
public enum KeyValueFault
{
    /// <summary>Another process, or another instance in this one, has the store open.</summary>
    InUse,

    /// <summary>The disk is full; nothing was changed by the operation that failed.</summary>
    DiskFull,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>The file is something other than a key/value store.</summary>
    NotAStore,

    /// <summary>The file was written by a newer version of this library.</summary>
    NewerFormat,

    /// <summary>The file can't be reached, read or written: a missing folder, a permission, a device error.</summary>
    Unavailable,
}
