namespace Goico.Wasm;

/// <summary>
/// Makes a run repeatable: with the same input, configuration and answers of the host, the guest does exactly the same
/// on every machine. Its clocks start where told and move on by a microsecond each time that they are read.
/// </summary>
/// <param name="Now">The time of day at the start of the run.</param>
/// <param name="Seed">What its random numbers come from. They are not fit for secrets.</param>
public sealed record GuestDeterminism(DateTimeOffset Now, ulong Seed);
