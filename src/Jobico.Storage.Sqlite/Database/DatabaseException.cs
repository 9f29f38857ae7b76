namespace Jobico.Storage.Sqlite.Database;

/// <summary>SQLite refused. Never leaves the engine: <see cref="StorageFaults"/> makes a typed fault of it.</summary>
/// <param name="code">SQLite's extended result code.</param>
/// <param name="message">SQLite's words and the statement.</param>
#pragma warning disable CA1064 // It never leaves the engine, so nobody outside could catch it.
internal sealed class DatabaseException(int code, string message) : Exception(message)
#pragma warning restore CA1064
{
    /// <summary>The extended result code.</summary>
    internal int Code => code;

    /// <summary>The primary result code: the low byte.</summary>
    internal int PrimaryCode => code & 0xff;
}
