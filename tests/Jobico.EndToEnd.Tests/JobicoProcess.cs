using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Grpc.Net.Client;
using ControlClient = Jobico.Api.V1.Control.ControlClient;
using RecorderClient = Jobico.Api.V1.Recorder.RecorderClient;
using RepositoryClient = Jobico.Api.V1.Repository.RepositoryClient;

namespace Jobico.EndToEnd.Tests;

/// <summary>The real server in a process of its own, on a data folder that outlives it.</summary>
internal sealed class JobicoProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "jobico.dll");

    private readonly Process _process;
    private readonly StringBuilder _output;
    private readonly GrpcChannel _channel;

    private JobicoProcess(Process process, StringBuilder output, Uri listener, Uri api)
    {
        _process = process;
        _output = output;
        Listener = listener;
        Api = api;
        Http = new HttpClient { BaseAddress = listener };
        _channel = GrpcChannel.ForAddress(api);
        Recorder = new RecorderClient(_channel);
        Control = new ControlClient(_channel);
        Repository = new RepositoryClient(_channel);
    }

    public Uri Listener { get; }

    public Uri Api { get; }

    public HttpClient Http { get; }

    public RecorderClient Recorder { get; }

    public ControlClient Control { get; }

    public RepositoryClient Repository { get; }

    /// <summary>The server's resident memory.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most resident memory that the server had.</summary>
    public long PeakResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public static async Task<JobicoProcess> StartAsync(
        string dataFolder, CancellationToken cancellationToken, params string[] flags)
    {
        // The ports are free now; nobody else on this machine is given them in the next second.
        (int listenerPort, int apiPort) = FreePorts();
        var output = new StringBuilder();
        Process process = Start(
            [
                "server", "--data", dataFolder, "--listen", $"127.0.0.1:{listenerPort}",
                "--api-listen", $"127.0.0.1:{apiPort}", .. flags,
            ],
            null,
            line =>
            {
                lock (output) output.AppendLine(line);
            });
        var server = new JobicoProcess(
            process, output, new Uri($"http://127.0.0.1:{listenerPort}"), new Uri($"http://127.0.0.1:{apiPort}"));
        await server.UntilReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Runs the command line to its end.</summary>
    public static async Task<CommandResult> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken,
        params string[] arguments) =>
        await RunAsync(folder, environment, null, arguments, cancellationToken);

    /// <summary>As the other, with something on standard input.</summary>
    public static async Task<CommandResult> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string? input,
        string[] arguments,
        CancellationToken cancellationToken)
    {
        var info = StartInfo(arguments, folder);
        foreach ((string name, string value) in environment) info.Environment[name] = value;
        info.RedirectStandardInput = input is not null;
        info.StandardInputEncoding = input is not null ? new UTF8Encoding(false) : null;
        using Process process = Process.Start(info)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new CommandResult(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs the command line against this server.</summary>
    public Task<CommandResult> CliAsync(
        string folder, CancellationToken cancellationToken, params string[] arguments) =>
        CliWithInputAsync(folder, null, cancellationToken, arguments);

    /// <summary>As the other, with something on standard input.</summary>
    public Task<CommandResult> CliWithInputAsync(
        string folder, string? input, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(
            folder,
            new Dictionary<string, string>
            {
                ["JOBICO_API"] = Api.ToString().TrimEnd('/'),
                ["JOBICO_LISTENER"] = Listener.ToString().TrimEnd('/'),
                ["NO_COLOR"] = "1",
            },
            input,
            arguments,
            cancellationToken);

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        using Process signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await signal.WaitForExitAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private static Process Start(IReadOnlyList<string> arguments, string? folder, Action<string> line)
    {
        var process = new Process { StartInfo = StartInfo(arguments, folder) };
        process.OutputDataReceived += (_, data) => line(data.Data ?? "");
        process.ErrorDataReceived += (_, data) => line(data.Data ?? "");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static ProcessStartInfo StartInfo(IEnumerable<string> arguments, string? folder) =>
        new("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Environment.CurrentDirectory,
        };

    private static (int Listener, int Api) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {Output}");
            }
            try
            {
                using HttpResponseMessage ready = await Http.GetAsync("/readyz", limit.Token);
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(20, limit.Token);
        }
    }
}

/// <summary>What a command printed and how it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors);
