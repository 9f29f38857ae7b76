namespace Jobico.Secrets;

/// <summary>What may be known of a secret: all but its value.</summary>
/// <param name="Name">Its name within the tenant.</param>
/// <param name="SetAt">When its value was set.</param>
public sealed record SecretEntry(string Name, DateTimeOffset SetAt);
