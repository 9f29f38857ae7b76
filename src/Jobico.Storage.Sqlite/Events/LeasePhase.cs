namespace Jobico.Storage.Sqlite.Events;

/// <summary>Where an event in memory stands.</summary>
internal enum LeasePhase
{
    /// <summary>Nobody has it.</summary>
    None = 0,

    /// <summary>Somebody has it.</summary>
    Held,

    /// <summary>Its completion is in the transaction that runs.</summary>
    Completing,

    /// <summary>The lease is lost; it is ready again once the attempt is counted on disk.</summary>
    Expiring,
}
