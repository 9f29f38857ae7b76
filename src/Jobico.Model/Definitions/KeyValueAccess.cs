namespace Jobico.Model.Definitions;

/// <summary>What a program may do with its tenant's key/value store. The numbers are stored and never reused.</summary>
public enum KeyValueAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read values and list keys.</summary>
    Read = 1,

    /// <summary>Read, and set and remove values.</summary>
    Write = 2,
}
