namespace Goico.Wasm;

/// <summary>One run's input and bounds.</summary>
public readonly struct GuestCall
{
    private readonly GuestLimits? _limits;
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _environment;

    /// <summary>What the guest is given: UTF-8 JSON by the ABI, though nothing here looks into it.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What the run may use; <see cref="GuestLimits.Default"/> unless told.</summary>
    public GuestLimits Limits
    {
        get => _limits ?? GuestLimits.Default;
        init => _limits = value;
    }

    /// <summary>
    /// Environment variables that WASI programs read, in this order; empty unless told. A name holds no <c>=</c>,
    /// and neither name nor value holds U+0000.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment
    {
        get => _environment ?? [];
        init => _environment = value;
    }

    /// <summary>Stops the guest early, within one epoch tick; the outcome is then Cancelled.</summary>
    public CancellationToken Cancellation { get; init; }
}
