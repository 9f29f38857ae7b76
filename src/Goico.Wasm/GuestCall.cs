using System.Collections.ObjectModel;
using Goico.Wasm.Capabilities;

namespace Goico.Wasm;

/// <summary>One run's input and bounds.</summary>
public readonly struct GuestCall
{
    private readonly GuestLimits? _limits;
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _environment;
    private readonly IReadOnlyDictionary<string, string>? _secrets;

    /// <summary>What the guest is given: UTF-8 JSON by the ABI, though nothing here looks into it.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>What the run may use; <see cref="GuestLimits.Default"/> unless told.</summary>
    public GuestLimits Limits
    {
        get => _limits ?? GuestLimits.Default;
        init => _limits = value;
    }

    /// <summary>
    /// Configuration: what WASI programs read as environment variables, in this order, and others ask for by name;
    /// empty unless told. A name holds no <c>=</c>, and neither name nor value holds U+0000. Read only when the guest
    /// asks.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment
    {
        get => _environment ?? [];
        init => _environment = value;
    }

    /// <summary>
    /// Secrets that the guest may ask for by name, and that WASI programs read as environment variables; empty unless
    /// told. The same holds of their names and values.
    /// </summary>
    public IReadOnlyDictionary<string, string> Secrets
    {
        get => _secrets ?? ReadOnlyDictionary<string, string>.Empty;
        init => _secrets = value;
    }

    /// <summary>
    /// What answers the guest's requests; null (the default) refuses each as
    /// <see cref="GuestRefusal.NotGranted"/>.
    /// </summary>
    public IGuestHost? Host { get; init; }

    /// <summary>Makes the run repeatable; null (the default) for the world's own time and chance.</summary>
    public GuestDeterminism? Determinism { get; init; }

    /// <summary>Stops the guest early, within one epoch tick; the outcome is then Cancelled.</summary>
    public CancellationToken Cancellation { get; init; }
}
