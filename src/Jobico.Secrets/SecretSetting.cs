namespace Jobico.Secrets;

/// <summary>What became of setting a secret: a closed set.</summary>
public abstract record SecretSetting
{
    private SecretSetting()
    {
    }

    /// <summary>It is set, durably; the next event that runs on this node sees the value.</summary>
    /// <param name="Entry">What may be known of it.</param>
    /// <param name="Replaced">Whether it had a value before.</param>
    public sealed record Stored(SecretEntry Entry, bool Replaced) : SecretSetting;

    /// <summary>The tenant has as many as it may have. Nothing was stored.</summary>
    /// <param name="Most">How many it may have.</param>
    public sealed record TooMany(int Most) : SecretSetting;
}
