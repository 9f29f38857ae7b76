namespace Jobico.Storage.Executions;

/// <summary>A place in the execution log; opaque: only the engine that gave it can read it.</summary>
/// <param name="Value">The engine's text; safe in a URL.</param>
public readonly record struct LogPosition(string Value)
{
    /// <summary>Before every record: a tail from here gives all that is kept.</summary>
    public static readonly LogPosition Beginning = new("0");

    /// <inheritdoc/>
    public override string ToString() => Value;
}
