namespace Jobico.Storage.Sqlite.Tests;

/// <summary>A data folder of a test's own, and the engine that has it.</summary>
internal sealed class SqliteFolder(Func<SqliteStorageOptions, SqliteStorageOptions>? with = null) : IDisposable
{
    private TimeProvider _time = TimeProvider.System;

    internal string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetTempPath(), "jobico-test-" + Guid.NewGuid().ToString("N"));

    internal SqliteStorageEngine? Engine { get; private set; }

    internal async Task<IStorageEngine> OpenAsync(TimeProvider time)
    {
        _time = time;
        var options = new SqliteStorageOptions { DataFolder = Path };
        Engine = await SqliteStorageEngine.OpenAsync(
            with?.Invoke(options) ?? options, time, TestContext.Current.CancellationToken);
        return Engine;
    }

    internal async Task<IStorageEngine> ReopenAsync()
    {
        await Engine!.DisposeAsync();
        return await OpenAsync(_time);
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
