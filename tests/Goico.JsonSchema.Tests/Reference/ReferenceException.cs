namespace Goico.JsonSchema.Tests.Reference;

/// <summary>There is no verdict: a reference leads nowhere, or what is asked is not known here.</summary>
internal sealed class ReferenceException(string message) : Exception(message);

/// <summary>The reference has no verdict because it would take too long: it does not stop early.</summary>
internal sealed class ReferenceGaveUpException() : Exception("the reference gave up");
