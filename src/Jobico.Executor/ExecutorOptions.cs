namespace Jobico.Executor;

/// <summary>How programs are run.</summary>
public sealed record ExecutorOptions
{
    /// <summary>How many programs run at once while all are quick. Default: one for each processor.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How many programs run at once at the most. A run that takes long no longer counts against
    /// <see cref="Workers"/>, so that slow or looping programs hold nobody else up, up to this bound. Default 64.
    /// </summary>
    public int MaxWorkers { get; init; } = 64;

    /// <summary>How long a run takes until it counts as long. Default 20 ms.</summary>
    public TimeSpan LongRun { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How many compiled modules are kept ready at the most. Default 1,024.</summary>
    public int MaxModules { get; init; } = 1_024;

    /// <summary>How many bytes of compiled code are kept ready at the most. Default 256 MiB.</summary>
    public long MaxCodeBytes { get; init; } = 256L << 20;

    /// <summary>How many values a tenant's programs may keep in its key/value store. Default 10,000.</summary>
    public int MaxValuesOfTenant { get; init; } = 10_000;

    /// <summary>How many bytes those values and their keys may have together. Default 64 MiB.</summary>
    public long MaxValueBytesOfTenant { get; init; } = 64 << 20;
}
