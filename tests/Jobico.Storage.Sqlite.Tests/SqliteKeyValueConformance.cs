using Jobico.Storage.Conformance;

namespace Jobico.Storage.Sqlite.Tests;

public sealed class SqliteKeyValueConformance : KeyValueConformance
{
    private readonly SqliteFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStorageEngine> OpenAsync(TimeProvider time) => _folder.OpenAsync(time);

    protected override Task<IStorageEngine> ReopenAsync() => _folder.ReopenAsync();
}
