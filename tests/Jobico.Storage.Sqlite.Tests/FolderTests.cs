using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Jobico.Storage.Sqlite.Tests;

/// <summary>Folders that can't be opened, and what their owner is told.</summary>
public sealed class FolderTests : IDisposable
{
    private readonly SqliteFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FolderInUse_NamesFolderAndProcess()
    {
        await using IStorageEngine first = await _folder.OpenAsync(TimeProvider.System);
        var other = new SqliteStorageOptions { DataFolder = _folder.Path };

        var fault = await Assert.ThrowsAsync<StorageUnusableException>(
            () => SqliteStorageEngine.OpenAsync(other, TimeProvider.System, Ct));

        Assert.False(fault.IsTransient);
        Assert.Contains(_folder.Path, fault.Message, StringComparison.Ordinal);
        Assert.Contains(
            Environment.ProcessId.ToString(CultureInfo.InvariantCulture), fault.Message, StringComparison.Ordinal);
        Assert.Equal(64, (await first.Blobs.PutAsync(new byte[] { 1 }, Ct)).Length);
    }

    [Fact]
    public async Task Open_AfterRefusalAndClose_Works()
    {
        await using (await _folder.OpenAsync(TimeProvider.System))
        {
            var other = new SqliteStorageOptions { DataFolder = _folder.Path };
            await Assert.ThrowsAsync<StorageUnusableException>(
                () => SqliteStorageEngine.OpenAsync(other, TimeProvider.System, Ct));
        }
        await using IStorageEngine again = await _folder.OpenAsync(TimeProvider.System);
        Assert.NotNull(again);
    }

    [Theory]
    [InlineData("events.db", "PRAGMA user_version=99", "newer")]
    [InlineData("events.db", "PRAGMA application_id=7", "another program")]
    [InlineData("keyvalue.db", "PRAGMA user_version=99", "newer")]
    public async Task Open_ForeignOrNewerFile_IsRefusedAndLeftAlone(string file, string sql, string says)
    {
        await (await _folder.OpenAsync(TimeProvider.System)).DisposeAsync();
        await Change(file, sql);
        byte[] before = await File.ReadAllBytesAsync(Path.Combine(_folder.Path, file), Ct);

        var fault = await Assert.ThrowsAsync<StorageUnusableException>(() => _folder.OpenAsync(TimeProvider.System));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder.Path, file), Ct));
        // The refusal lets go of the folder.
        await Assert.ThrowsAsync<StorageUnusableException>(() => _folder.OpenAsync(TimeProvider.System));
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsRefused()
    {
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "events.db"), new string('x', 10_000), Ct);

        var fault = await Assert.ThrowsAsync<StorageUnusableException>(() => _folder.OpenAsync(TimeProvider.System));

        Assert.Contains("events.db", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OptionOutOfRange_NamesIt()
    {
        var options = new SqliteStorageOptions { DataFolder = _folder.Path, MaxBatchOperations = 0 };

        var fault = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => SqliteStorageEngine.OpenAsync(options, TimeProvider.System, Ct));

        Assert.Contains(nameof(SqliteStorageOptions.MaxBatchOperations), fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_DamagedOnDisk_IsTypedFaultAndHealsByStoringAgain()
    {
        await using IStorageEngine engine = await _folder.OpenAsync(TimeProvider.System);
        byte[] content = [1, 2, 3, 4, 5];
        string sha256 = await engine.Blobs.PutAsync(content, Ct);
        string path = Path.Combine(_folder.Path, "blobs", sha256[..2], sha256);
        await File.WriteAllBytesAsync(path, [1, 2, 3, 4], Ct);

        var fault = await Assert.ThrowsAsync<StorageUnusableException>(
            async () => await engine.Blobs.GetAsync(sha256, Ct));

        Assert.Contains(path, fault.Message, StringComparison.Ordinal);
        await engine.Blobs.PutAsync(content, Ct);
        Assert.Equal(content, (await engine.Blobs.GetAsync(sha256, Ct))!.Value.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    public async Task Blob_NameThatIsNoHash_IsRefused(string name)
    {
        await using IStorageEngine engine = await _folder.OpenAsync(TimeProvider.System);

        await Assert.ThrowsAsync<ArgumentException>(async () => await engine.Blobs.GetAsync(name, Ct));
    }

    private async Task Change(string file, string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_folder.Path, file)};Pooling=False");
        await connection.OpenAsync(Ct);
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql + "; PRAGMA wal_checkpoint(TRUNCATE)";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
