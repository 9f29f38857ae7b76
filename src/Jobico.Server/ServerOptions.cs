using System.ComponentModel.DataAnnotations;
using Goico.Hosting;
using Goico.Hosting.Settings;
using Goico.Wasm.Outbound;
using Jobico.Secrets;
using Microsoft.Extensions.Logging;

namespace Jobico.Server;

/// <summary>
/// What an operator can set: each in the file that <c>--config</c> names, as an environment variable
/// (<c>JOBICO_DRAIN_TIMEOUT</c>), or as a flag (<c>--drain-timeout</c>), the later over the earlier.
/// </summary>
public sealed class ServerOptions
{
    /// <summary>The folder for everything durable; made if need be. Default <c>jobico-data</c> in the current folder.
    /// </summary>
    [Required]
    public string Data { get; set; } = "jobico-data";

    /// <summary>Where the Listener takes events, and health is asked. Default 127.0.0.1:8080.</summary>
    public string Listen { get; set; } = "127.0.0.1:8080";

    /// <summary>Where the API (gRPC) is served. Default 127.0.0.1:8081.</summary>
    public string ApiListen { get; set; } = "127.0.0.1:8081";

    /// <summary>
    /// Whether addresses other than loopback are permitted, though nobody is asked who they are. Default no.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>How long running programs may take to end when the server stops. Default 30 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Logs for people (text) or for programs (json). Default text.</summary>
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>The least grave messages that are logged. Default Information.</summary>
    public LogLevel LogLevel { get; set; } = LogLevel.Information;

    /// <summary>How many programs run at once while all are quick. Default: one for each processor.</summary>
    [Range(1, 1_024)]
    public int Workers { get; set; } = Environment.ProcessorCount;

    /// <summary>How many programs run at once at the most, slow ones included. Default 64.</summary>
    [Range(1, 1_024)]
    public int MaxWorkers { get; set; } = 64;

    /// <summary>The largest post in bytes. Default 4 MiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>The most events in one post. Default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxEventsPerPost { get; set; } = 10_000;

    /// <summary>The largest module in bytes. Default 64 MiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxModuleBytes { get; set; } = 64 << 20;

    /// <summary>How long a module may take to compile until it is refused. Default 60 seconds.</summary>
    public TimeSpan CompileTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest schema in bytes. Default 1 MiB.</summary>
    [Range(1, 64 << 20)]
    public int MaxSchemaBytes { get; set; } = 1 << 20;

    /// <summary>
    /// Whether a definition may grant its programs HTTP to an address that is not public, by naming the address itself
    /// or <c>localhost</c>. Default yes.
    /// </summary>
    public bool PrivateHttp { get; set; } = true;

    /// <summary>
    /// The proxy that programs' HTTP requests go through, <c>http://host:port</c>, except those to addresses that are
    /// not public. Default none.
    /// </summary>
    public string? HttpProxy { get; set; }

    /// <summary>
    /// The key that tenants' secrets are sealed under, for servers that share one: 32 bytes in base64. No flag gives
    /// it, since all users of a machine see the command lines. Default: none, and <c>secrets.key</c> in
    /// <see cref="Data"/> is made at first use.
    /// </summary>
    public string? SecretsKey { get; set; }

    /// <summary>Reads the settings from all their places.</summary>
    /// <param name="configFile">The file that <c>--config</c> names; null for the one that JOBICO_CONFIG names, or
    /// none.
    /// </param>
    /// <param name="flags">The flags given on the command line, by name without dashes.</param>
    public static SettingsResult<ServerOptions> Read(string? configFile, IReadOnlyDictionary<string, string?> flags)
    {
        SettingsResult<ServerOptions> read = new SettingsSource
        {
            EnvironmentPrefix = "JOBICO",
            FilePath = configFile,
            Flags = flags,
        }.Bind<ServerOptions>();
        if (read is not SettingsResult<ServerOptions>.Bound { Value: var options }) return read;
        List<string> problems = [];
        if (options.SecretsKey is { } key && !SecretKey.TryParse(key, out _))
            problems.Add($"JOBICO_SECRETS_KEY: expected {SecretKey.Form}");
        if (options.HttpProxy is { } proxy
            && !(Uri.TryCreate(proxy, UriKind.Absolute, out Uri? url) && OutboundOptions.IsProxy(url)))
            problems.Add("http-proxy: expected http://host:port, without a user name");
        return problems.Count > 0 ? new SettingsResult<ServerOptions>.Invalid(problems) : read;
    }
}
