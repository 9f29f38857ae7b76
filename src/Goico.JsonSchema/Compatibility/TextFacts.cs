using Goico.JsonSchema.Formats;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>What a premise says of strings.</summary>
internal sealed class TextFacts
{
    // Every text of the first format is one of the second, by the definitions of both.
    private static readonly (string Narrow, string Wide)[] s_formats =
    [
        ("email", "idn-email"),
        ("uri", "uri-reference"),
        ("uri", "iri"),
        ("uri", "iri-reference"),
        ("uri-reference", "iri-reference"),
        ("iri", "iri-reference"),
    ];

    // The lengths of the texts of a format, by its definition.
    private static readonly (string Format, int Min, int Max)[] s_lengths =
    [
        ("uuid", 36, 36),
        ("date", 10, 10),
        ("date-time", 20, int.MaxValue),
        ("ipv4", 7, 15),
        ("ipv6", 2, 45),
    ];

    private TextFacts(IReadOnlyList<TextRules> rules)
    {
        Patterns = [.. rules.Select(rule => rule.Pattern).OfType<Pattern>()];
        Formats = [.. rules.Select(rule => rule.Format).OfType<StringFormat>()];
        var lengths = s_lengths.Where(row => Formats.Contains(Named(row.Format))).ToArray();
        MinLength = rules.Select(rule => rule.MinLength).Concat(lengths.Select(row => row.Min)).DefaultIfEmpty(0).Max();
        MaxLength = rules.Select(rule => rule.MaxLength).Concat(lengths.Select(row => row.Max))
            .DefaultIfEmpty(int.MaxValue).Min();
        bool refusesEmpty = Patterns.Any(pattern => !pattern.Matches(""))
            || Formats.Any(format => !format.Test([]));
        if (refusesEmpty)
            MinLength = Math.Max(MinLength, 1);
    }

    /// <summary>Fewest code points.</summary>
    public int MinLength { get; }

    /// <summary>Most code points.</summary>
    public int MaxLength { get; }

    public IReadOnlyList<Pattern> Patterns { get; }

    public IReadOnlyList<StringFormat> Formats { get; }

    /// <summary>Whether there certainly is no such string.</summary>
    public bool IsEmpty => MinLength > MaxLength;

    public static TextFacts Of(Premise premise) =>
        new([.. premise.Met.Select(node => node.Texts).OfType<TextRules>()]);

    /// <summary>Whether every such string certainly matches a pattern.</summary>
    public bool Matches(Pattern pattern) =>
        MatchesAll(pattern) || Patterns.Any(ours => ours.Written == pattern.Written);

    /// <summary>Whether every such string is certainly of a format.</summary>
    public bool IsOf(StringFormat format) => Formats.Any(ours => ours == format || s_formats.Any(pair =>
        ours == Named(pair.Narrow) && format == Named(pair.Wide)));

    /// <summary>
    /// Whether a pattern matches every text: one without anchors that matches no text at all does so anywhere.
    /// </summary>
    public static bool MatchesAll(Pattern pattern) =>
        pattern.Written.AsSpan().IndexOfAny("^$\\".AsSpan()) < 0 && pattern.Matches("");

    private static StringFormat? Named(string format) => StringFormat.Find(format, SchemaDraft.Draft202012);
}
