namespace Goico.JsonSchema.Tests.Reference;

/// <summary>There is no verdict: a reference leads nowhere, or what is asked is not known here.</summary>
internal sealed class ReferenceException(string message, bool isUnknown = false) : Exception(message)
{
    /// <summary>Whether there may well be something, which is beyond the reference.</summary>
    public bool IsUnknown => isUnknown;
}

/// <summary>The reference has no verdict because it would take too long: it does not stop early.</summary>
internal sealed class ReferenceGaveUpException() : Exception("the reference gave up");
