namespace Jobico.Storage.Sqlite.Events;

/// <summary>A module's hash and the number that stands for it in records.</summary>
internal sealed class ModuleState(long id, string sha256) : IPersisted
{
    internal long Id => id;

    internal string Sha256 => sha256;

    public bool IsPersisted { get; set; }
}
