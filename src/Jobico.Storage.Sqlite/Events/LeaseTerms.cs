namespace Jobico.Storage.Sqlite.Events;

/// <summary>What the leases of one call have in common.</summary>
internal readonly record struct LeaseTerms(
    LeaseTokens Tokens, LeaseClock Clock, DateTimeOffset LeasedAt, long ExpiresAt);
