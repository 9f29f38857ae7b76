namespace Goico.Hosting.Settings;

/// <summary>A value as text, and where it was found: <c>JOBICO_LISTEN=:80</c>, <c>--listen=:80</c>,
/// <c>jobico.json: listen=":80"</c>.</summary>
/// <param name="Key">The key as it was written, without prefix or dashes.</param>
/// <param name="Texts">One text, or the items of a list.</param>
/// <param name="Origin">The place and the value as they were written; not a value that is confidential.</param>
internal sealed record Setting(string Key, IReadOnlyList<string> Texts, string Origin)
{
    /// <summary>Two spellings of one key are equal in this form: <c>drain-timeout</c>, <c>drainTimeout</c>,
    /// <c>DRAIN_TIMEOUT</c>.</summary>
    public static string Fold(string key) =>
        key.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>
    /// How a value is shown in messages and logs: as it is, or hidden where its key says that it is confidential.
    /// Misspelt keys are shown in messages, too, so that it is not the known ones alone that count.
    /// </summary>
    public static string Shown(string key, string value)
    {
        string folded = Fold(key);
        bool isConfidential = folded.Contains("secret", StringComparison.Ordinal)
            || folded.Contains("password", StringComparison.Ordinal)
            || folded.Contains("token", StringComparison.Ordinal)
            || folded.Contains("key", StringComparison.Ordinal);
        return isConfidential ? "(hidden)" : value;
    }
}
