using Jobico.Storage.Conformance;

namespace Jobico.Storage.Sqlite.Tests;

/// <summary>The same with no room in memory for ready events, so that every one is read back.</summary>
public sealed class FromDiskCompletionConformance : CompletionConformance
{
    private readonly SqliteFolder _folder = new(options => options with { ReadyMemoryBytes = 0 });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IStorageEngine> OpenAsync(TimeProvider time) => _folder.OpenAsync(time);

    protected override Task<IStorageEngine> ReopenAsync() => _folder.ReopenAsync();
}
