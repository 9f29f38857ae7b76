using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Jobico.Model.Files;

/// <summary>
/// A file's name in a tenant's repository: 1 to 200 characters, one or more segments of ASCII letters, digits,
/// <c>.</c>, <c>_</c> and <c>-</c>, separated by <c>/</c>; no segment is empty, <c>.</c> or <c>..</c>. It is written
/// with or without one <c>/</c> in front and kept without. Such a name is safe in a URL path, a key and a log line.
/// </summary>
public readonly record struct RepositoryFileName
{
    /// <summary>The greatest number of characters a name may have, the leading <c>/</c> not counted.</summary>
    public const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./");

    private RepositoryFileName(string value) => Value = value;

    /// <summary>The name without a leading <c>/</c>; null only in <c>default(RepositoryFileName)</c>.</summary>
    public string Value { get; }

    /// <summary>The last segment: the name without its folders.</summary>
    public string BaseName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>Takes a name that is known to be valid.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is no file name; the message says why.</exception>
    public static RepositoryFileName Parse(string text) =>
        TryParse(text, out RepositoryFileName name, out string? problem)
            ? name
            : throw new ArgumentException(problem, nameof(text));

    /// <summary>Reads a name that a stranger gave.</summary>
    /// <param name="text">The name as written; null is none.</param>
    /// <param name="name">The name, when this is true.</param>
    /// <param name="problem">What is wrong with it and what is right, when this is false.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        out RepositoryFileName name,
        [NotNullWhen(false)] out string? problem)
    {
        string value = text is ['/', ..] ? text[1..] : text ?? "";
        problem = FindProblem(value);
        name = problem is null ? new RepositoryFileName(value) : default;
        return problem is null;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? FindProblem(string value)
    {
        if (value.Length == 0) return "a file name is empty: write one, for example 'schema.json'";
        if (value.Length > MaxLength)
            return $"a file name has {value.Length} characters: {MaxLength} are the most it may have";
        int bad = value.AsSpan().IndexOfAnyExcept(Allowed);
        if (bad >= 0)
        {
            return $"the file name {Quoted.Text(value)} has {Quoted.Character(value, bad)} in it: a file name in the "
                + "repository takes letters, digits, '.', '_', '-', and '/' between folders";
        }
        foreach (Range segment in value.AsSpan().Split('/'))
        {
            if (value.AsSpan(segment) is "" or "." or "..")
            {
                return $"the file name {Quoted.Text(value)} has an empty, '.' or '..' part: "
                    + "write it from the repository's root, for example 'schemas/order.json'";
            }
        }
        return null;
    }
}
