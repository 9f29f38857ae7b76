namespace Jobico.Model.Events;

/// <summary>The proof of holding a lease; meaningful to the engine that gave it, opaque to all others.</summary>
/// <param name="Value">128 bits that no other lease has or will have.</param>
public readonly record struct LeaseToken(UInt128 Value);
