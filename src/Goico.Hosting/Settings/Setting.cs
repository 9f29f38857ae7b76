namespace Goico.Hosting.Settings;

/// <summary>A value as text, and where it was found: <c>JOBICO_LISTEN=:80</c>, <c>--listen=:80</c>,
/// <c>jobico.json: listen=":80"</c>.</summary>
/// <param name="Key">The key as it was written, without prefix or dashes.</param>
/// <param name="Texts">One text, or the items of a list.</param>
/// <param name="Origin">The place and the value as they were written.</param>
internal sealed record Setting(string Key, IReadOnlyList<string> Texts, string Origin)
{
    /// <summary>Two spellings of one key are equal in this form: <c>drain-timeout</c>, <c>drainTimeout</c>,
    /// <c>DRAIN_TIMEOUT</c>.</summary>
    public static string Fold(string key) =>
        key.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
