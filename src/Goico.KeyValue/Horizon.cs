namespace Goico.KeyValue;

/// <summary>Where the store and its history stand.</summary>
/// <param name="Revision">The revision of the latest write; 0 before the first.</param>
/// <param name="Oldest">The first revision that history holds; <c>Revision + 1</c> if it holds none.</param>
/// <param name="HistoryBytes">Bytes of all values in history.</param>
internal readonly record struct Horizon(long Revision, long Oldest, long HistoryBytes)
{
    internal const string Select = "SELECT revision, oldest, history_bytes FROM horizon WHERE id = 1";

    internal bool IsBeyond(KeyValueOptions options) =>
        Revision - Oldest + 1 > options.HistoryChanges || HistoryBytes > options.HistoryBytes;
}
