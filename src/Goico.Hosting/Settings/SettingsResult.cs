namespace Goico.Hosting.Settings;

/// <summary>What binding settings came to: a <see cref="Bound"/> value or everything that was wrong.</summary>
/// <typeparam name="T">The options class.</typeparam>
public abstract record SettingsResult<T>
{
    private SettingsResult()
    {
    }

    /// <summary>Every setting was understood.</summary>
    /// <param name="Value">The options; what nobody set keeps the class's own default.</param>
    /// <param name="Origins">Where each set property's value came from, by property name.</param>
    /// <param name="Warnings">Environment variables that look like misspelt settings, a sentence each.</param>
    public sealed record Bound(
        T Value, IReadOnlyDictionary<string, string> Origins, IReadOnlyList<string> Warnings) : SettingsResult<T>;

    /// <summary>Something was not understood.</summary>
    /// <param name="Errors">All that was wrong, a sentence each: where, what, and what is expected.</param>
    public sealed record Invalid(IReadOnlyList<string> Errors) : SettingsResult<T>;
}
