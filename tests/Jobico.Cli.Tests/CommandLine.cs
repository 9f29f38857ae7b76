using Microsoft.Extensions.Time.Testing;

namespace Jobico.Cli.Tests;

/// <summary>Runs the command as a shell would: a folder, an environment, standard streams.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobico-cli-");

    public CommandLine(FakePlatform? platform = null)
    {
        if (platform is null) return;
        Environment["JOBICO_API"] = platform.Api;
        Environment["JOBICO_LISTENER"] = platform.Listener;
    }

    public Dictionary<string, string> Environment { get; } = [];

    public string Input { get; set; } = "";

    public int? Width { get; set; }

    /// <summary>What hides the input of a terminal; null where it is none.</summary>
    public Func<IDisposable>? HideInput { get; set; }

    public TimeProvider Time { get; set; } = new FakeTimeProvider();

    public string Folder => _folder.FullName;

    public void Write(string file, string text) => System.IO.File.WriteAllText(Path.Combine(Folder, file), text);

    public void Write(string file, byte[] content) =>
        System.IO.File.WriteAllBytes(Path.Combine(Folder, file), content);

    public string Read(string file) => System.IO.File.ReadAllText(Path.Combine(Folder, file));

    public Task<Ended> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<Ended> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await RunAsync(output, error, cancellationToken, args);
        return new Ended(code, output.ToString(), error.ToString());
    }

    public Task<int> RunAsync(
        TextWriter output, TextWriter error, CancellationToken cancellationToken, params string[] args) =>
        JobicoCommand.RunAsync(
            args,
            new Surroundings
            {
                Out = output,
                Error = error,
                In = new StringReader(Input),
                Environment = Environment,
                Folder = Folder,
                OutWidth = Width,
                HideInput = HideInput,
                Time = Time,
            },
            cancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Code, string Out, string Error);
