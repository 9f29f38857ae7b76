namespace Jobico.Storage.Sqlite;

/// <summary>What a commit survives.</summary>
public enum SqliteDurability
{
    /// <summary>The loss of power as well as the death of the process: each commit waits for the disk.</summary>
    Full = 0,

    /// <summary>The death of the process; the last moments before a loss of power may be lost. Breaks the product's
    /// promise, so only for experiments.</summary>
    ProcessOnly = 1,
}
