using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model;

/// <summary>
/// The one rule for every id that a tenant chooses (tenants, jobs, queues, events, runtimes): 1 to 64 characters,
/// ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, beginning with a letter or a digit. Such an id is safe in
/// a URL path, a key, a file name and a log line.
/// </summary>
public static class Identifier
{
    /// <summary>The greatest number of characters an id may have.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule =
        "1 to 64 letters, digits, '-', '_' or '.', beginning with a letter or a digit";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Whether <paramref name="text"/> is an id by the rule; null is not.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(text[0])
        && !text.AsSpan().ContainsAnyExcept(Allowed);
}
