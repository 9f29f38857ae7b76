using System.Globalization;
using Jobico.Storage.Bench;
using Jobico.Storage.Sqlite;

// dotnet run -c Release --project bench/Jobico.Storage.Bench -- [seconds each] [backlog of the last part]
double seconds = args.Length > 0 ? double.Parse(args[0], CultureInfo.InvariantCulture) : 3;
int backlog = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
string folder = Path.Combine(Path.GetTempPath(), "jobico-bench-" + Guid.NewGuid().ToString("N"));
try
{
    SqliteStorageEngine engine = await Open();
    var load = new Load(engine, TimeSpan.FromSeconds(seconds));
    await load.Enqueue("warm-up", producers: 64);
    await load.Drain("warm-up");
    await load.Enqueue("enqueue", producers: 1);
    await load.Drain("lease+complete what waits");
    await load.Enqueue("enqueue", producers: 64);
    await load.Drain("lease+complete what waits");
    await load.Enqueue("enqueue", producers: 1024);
    await load.Drain("lease+complete what waits");
    await load.Cycle("cycle", producers: 64);
    await load.Cycle("cycle", producers: 64, perCall: 50);
    await load.Fill(backlog);
    await load.Enqueue("enqueue", producers: 64);
    await load.Cycle("cycle", producers: 64);
    await load.Cycle("cycle", producers: 64, perCall: 50);
    await engine.DisposeAsync();
    await using SqliteStorageEngine again = await load.Time("open", Open);
    await load.Time("first enqueue", () => Load.EnqueueOne(again));
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Task<SqliteStorageEngine> Open() => SqliteStorageEngine.OpenAsync(
    new SqliteStorageOptions { DataFolder = folder }, TimeProvider.System, CancellationToken.None);
