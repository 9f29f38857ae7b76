namespace Goico.Wasm.Outbound;

/// <summary>Where one owner's guests may send HTTP requests.</summary>
/// <param name="Owner">Whose requests they are: what requests and connections are counted by.</param>
/// <param name="Origins">The allow-list; empty grants nothing.</param>
public sealed record OutboundPolicy(string Owner, IReadOnlyList<OutboundOrigin> Origins)
{
    private const int MostShown = 5;

    /// <summary>What of the allow-list grants an origin; null where nothing does.</summary>
    internal OutboundOrigin? FindGrant(OutboundOrigin target)
    {
        foreach (OutboundOrigin origin in Origins)
            if (origin.Admits(target)) return origin;
        return null;
    }

    /// <summary>The allow-list in words, for the guest's author.</summary>
    internal string Grants() => Origins.Count switch
    {
        0 => "no origin is granted",
        <= MostShown => $"granted: {string.Join(", ", Origins)}",
        _ => $"granted: {string.Join(", ", Origins.Take(MostShown))} and {Origins.Count - MostShown} more",
    };
}
