namespace Jobico.EndToEnd.Tests;

/// <summary>A folder for one test: the server's data and the files of a tenant; gone afterwards.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Folder = Directory.CreateTempSubdirectory("jobico-e2e-").FullName;
        Data = Path.Combine(Folder, "data");
    }

    public string Folder { get; }

    public string Data { get; }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteGuest(string guest, string? name = null)
    {
        string path = Path.Combine(Folder, name ?? guest + ".wasm");
        File.WriteAllBytes(path, Guests.Module(guest));
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
