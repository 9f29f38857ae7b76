namespace Jobico.Cli.Inspection;

/// <summary>What an import needs of the definition.</summary>
/// <param name="Grant">The definition's key that grants it; null where nothing has to be granted.</param>
/// <param name="Note">What is to be known of it, for people.</param>
internal sealed record CapabilityNeed(string? Grant, string Note)
{
    private const string Package = "jobico:jobicolet/";

    private static readonly CapabilityNeed Log = new(null, "log lines: always granted");
    private static readonly CapabilityNeed Config = new("env", "reads what the definition's env gives");
    private static readonly CapabilityNeed Secret = new("secrets", "reads the secrets that the definition names");
    private static readonly CapabilityNeed Read = new("keyvalue: read", "reads the tenant's key/value store");
    private static readonly CapabilityNeed Write = new("keyvalue: write", "changes the tenant's key/value store");
    private static readonly CapabilityNeed Store = new("keyvalue", "the tenant's key/value store: read or write");
    private static readonly CapabilityNeed Publish = new("publish", "publishes the events that the definition names");
    private static readonly CapabilityNeed Http = new(
        "http", "sends requests to the origins that the definition names");

    /// <summary>What an import of a core module needs; null for one that no host offers.</summary>
    public static CapabilityNeed? OfCore(string import) => import switch
    {
        "env.log" or "jobico.log" => Log,
        "env.abort" => new(null, "AssemblyScript's abort: ends the run with its message"),
        "env.emscripten_notify_memory_growth" => new(null, "does nothing"),
        "jobico.answer" => new(null, "copies the answer to the last request"),
        "jobico.config_get" => Config,
        "jobico.secret_get" => Secret,
        "jobico.value_get" or "jobico.value_keys" => Read,
        "jobico.value_set" or "jobico.value_remove" => Write,
        "jobico.publish" => Publish,
        "jobico.http_send" or "jobico.http_body" => Http,
        _ when import.StartsWith("wasi_snapshot_preview1.", StringComparison.Ordinal) => OfWasi(import),
        _ => null,
    };

    /// <summary>What an interface that a component imports needs; null for one that no host of ours offers.</summary>
    public static CapabilityNeed? OfComponent(string import) => NameOf(import) switch
    {
        Package + "log" => Log,
        Package + "types" => new(null, "types only"),
        Package + "config" => new("env, secrets", "reads what the definition's env and secrets give"),
        Package + "key-value" => Store,
        Package + "http" => Http,
        Package + "events" => Publish,
        { } name when name.StartsWith("wasi:", StringComparison.Ordinal) => OfWasiInterface(name),
        _ => null,
    };

    private static CapabilityNeed OfWasi(string import) => new(null, import["wasi_snapshot_preview1.".Length..] switch
    {
        "fd_read" => "standard input: the event",
        "fd_write" => "standard output and error: the result and log lines",
        "environ_get" or "environ_sizes_get" => "variables: the definition's env and secrets",
        "random_get" => "random numbers",
        "proc_exit" => "ends the program",
        { } name when name.StartsWith("clock_", StringComparison.Ordinal) => "clocks",
        { } name when name.StartsWith("args_", StringComparison.Ordinal) => "arguments",
        { } name when name.StartsWith("path_", StringComparison.Ordinal) => "files: answers that there are none",
        { } name when name.StartsWith("sock_", StringComparison.Ordinal) => "sockets: answers that there are none",
        _ => "standard streams; of files, answers that there are none",
    });

    /// <summary>Of WASI's interfaces a server takes every one: what it does not offer traps where it is called.
    /// </summary>
    private static CapabilityNeed OfWasiInterface(string name) => new(null, name["wasi:".Length..].Split('/')[0] switch
    {
        "cli" => "standard streams, environment, exit",
        "clocks" => "clocks",
        "random" => "random numbers",
        "io" => "streams",
        "filesystem" => "files: there are none, and most calls trap",
        "sockets" => "sockets: there are none, and calls trap",
        "http" => "not offered: calls trap; jobico:jobicolet/http is",
        _ => "not offered: calls trap",
    });

    private static string NameOf(string import)
    {
        int version = import.IndexOf('@', StringComparison.Ordinal);
        return version < 0 ? import : import[..version];
    }
}
