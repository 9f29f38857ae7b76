using Microsoft.Extensions.Logging;

namespace Goico.Hosting;

/// <summary>What a host is told once, before it is built. It is copied by value and never read again.</summary>
public sealed record ServiceHostOptions
{
    /// <summary>The service's name, as health answers and logs show it.</summary>
    public required string Name { get; init; }

    /// <summary>The service's version, as health answers show it.</summary>
    public required string Version { get; init; }

    /// <summary>Where the service listens; at least one.</summary>
    public required IReadOnlyList<ServiceEndpoint> Endpoints { get; init; }

    /// <summary>Whether addresses that other machines can reach are permitted although nobody is asked who they are.
    /// Default: false, loopback only.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>How long running requests and parts may go on after a stop was asked for. Default: 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a part may take to return once it was cancelled, and again to close, before it is left
    /// behind. Default: 10 s.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How log entries are written. Default: text.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>The least level that is logged. The web server's own entries are never below Warning. Default:
    /// Information.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where log lines go; the caller keeps ownership. Null (default) is standard error.</summary>
    public Stream? LogOutput { get; init; }

    /// <summary>The largest request body, in bytes; a larger one is answered with 413. Default: 10 MiB.</summary>
    public long MaxRequestBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>How many connections may be open at once; further ones are closed at once. Default: 10,000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>The clock of timeouts, log lines and uptime. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
