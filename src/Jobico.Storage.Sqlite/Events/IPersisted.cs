namespace Jobico.Storage.Sqlite.Events;

/// <summary>Something known in memory that gets its row when it is first written about.</summary>
internal interface IPersisted
{
    /// <summary>Whether its row is there; only the writer's thread asks.</summary>
    bool IsPersisted { get; set; }
}
