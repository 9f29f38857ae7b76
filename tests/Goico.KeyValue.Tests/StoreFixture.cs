using System.Text;

namespace Goico.KeyValue.Tests;

/// <summary>A fresh folder per test, with short ways to say what the tests say often.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("goico-kv-");
    private readonly List<KeyValueStore> _open = [];

    public string Path => System.IO.Path.Combine(_folder.FullName, "store.db");

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<KeyValueStore> OpenAsync(KeyValueOptions? options = null)
    {
        KeyValueStore store = await KeyValueStore.OpenAsync(Path, options, TimeProvider.System, Ct);
        _open.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (KeyValueStore store in _open)
        {
            await store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}

internal static class StoreSayings
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(this KeyValueEntry entry) => Encoding.UTF8.GetString(entry.Value.Span);

    public static async Task<long> PutTextAsync(this KeyValueStore store, string key, string value) =>
        Assert.IsType<KeyValueWrite.Written>(await store.PutAsync(key, Utf8(value), null, StoreFixture.Ct)).Revision;

    public static async Task<long> RemoveAsync(this KeyValueStore store, string key) =>
        Assert.IsType<KeyValueWrite.Written>(await store.DeleteAsync(key, null, StoreFixture.Ct)).Revision;

    public static async Task<List<T>> TakeAsync<T>(this IAsyncEnumerable<T> items, int count)
    {
        var taken = new List<T>();
        await foreach (T item in items)
        {
            taken.Add(item);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    public static string Line(this KeyValueChange change) => change switch
    {
        KeyValueChange.Put p => $"{p.Entry.Revision} {p.Entry.Key}={p.Entry.Text()}",
        KeyValueChange.Deleted d => $"{d.Revision} -{d.Key}",
        KeyValueChange.Lost l => $"lost {l.OldestAvailableRevision}",
        _ => throw new InvalidOperationException(),
    };
}
