namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// What may still be spent on making automata: a hostile expression would else take exponential time and memory.
/// </summary>
internal sealed class Allowance(long work, long bytes)
{
    /// <summary>Steps of threads left; negative once they have run out.</summary>
    public long Work { get; set; } = work;

    /// <summary>Bytes left for tables; negative once they have run out.</summary>
    public long Bytes { get; set; } = bytes;
}
