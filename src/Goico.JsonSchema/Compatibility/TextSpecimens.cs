using System.Text;
using Goico.JsonSchema.Formats;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Strings worth trying: of every length, pattern and format that either schema has, and of none.</summary>
internal static class TextSpecimens
{
    private const int LongestText = 10_000;

    private static readonly string[] s_common = ["", "a", "x", "0", "A", " ", "é", "other", "~"];

    /// <summary>One or more texts of every format.</summary>
    private static readonly string[] s_formatted =
    [
        "2026-01-31T12:00:00Z", "2026-01-31t12:00:00.5-08:00", "1998-12-31T23:59:60Z", "2026-01-31", "12:00:00Z",
        "12:00:00.123+05:30", "P1DT12H", "P2W", "PT0S", "joe@example.com", "\"a b\"@example.com",
        "실례@실례.테스트", "example.com", "a", "xn--4gbwdl.xn--wgbh1c", "192.0.2.1", "2001:db8::1", "::1",
        "::ffff:192.0.2.1",
        "http://example.com/a?b=c#d", "urn:a:b", "mailto:a@example.com", "//example.com/a", "/a/b", "a/b",
        "http://example.com/é", "/é", "6e8bc430-9c3a-11d9-9669-0800200c9a66", "6E8BC430-9C3A-11D9-9669-0800200C9A66",
        "/a/0", "1/a", "0#", "^a+$", "(a|b)*", "http://example.com/{a}",
    ];

    /// <summary>The strings, as JSON text.</summary>
    public static IEnumerable<string> Of(Premise premise, IEnumerable<SchemaNode> nodes, TextSearch search)
    {
        var facts = TextFacts.Of(premise);
        TextRules[] rules = [.. nodes.Select(node => node.Texts).OfType<TextRules>()];
        int[] lengths = [.. Lengths(facts, rules).Where(length => length is >= 0 and <= LongestText).Distinct()];
        return Searched(facts, rules, search).Concat(Raw(facts, rules, lengths)).Distinct().Select(JsonWriting.Quote);
    }

    /// <summary>
    /// By the automata of the patterns: a text that meets all of ours, and one for each of the others that misses it.
    /// </summary>
    private static IEnumerable<string> Searched(TextFacts facts, TextRules[] rules, TextSearch search)
    {
        if (facts.Patterns.Count > 0 && search.FindAny(facts.Demand).Text is { } any)
            yield return any;
        foreach (TextRules rule in rules)
        {
            TextDemand demand = new(rule.Pattern is null ? [] : [rule.Pattern], rule.MinLength, rule.MaxLength);
            bool asks = facts.Patterns.Count + demand.Patterns.Count > 0;
            if (asks && search.Find(facts.Demand, demand).Text is { } missing)
                yield return missing;
        }
    }

    private static IEnumerable<string> Raw(TextFacts facts, TextRules[] rules, int[] lengths)
    {
        foreach (string text in facts.Patterns.SelectMany(pattern => Matching(pattern, lengths)))
            yield return text;
        foreach (string text in facts.Formats.SelectMany(Formatted))
            yield return text;
        foreach (int length in lengths)
            yield return new string('a', length);
        foreach (string text in s_common)
            yield return text;
        foreach (int length in lengths.Where(length => length > 0))
        {
            yield return new string('0', length);
            yield return new string('~', length);
        }

        foreach (Pattern pattern in rules.Select(rule => rule.Pattern).OfType<Pattern>())
        {
            foreach (string text in Matching(pattern, lengths))
                yield return text;
        }

        foreach (string text in rules.Select(rule => rule.Format).OfType<StringFormat>().SelectMany(Formatted))
            yield return text;
    }

    private static IEnumerable<string> Matching(Pattern pattern, int[] lengths) =>
        lengths.Take(8).Prepend(0).SelectMany(length => PatternSpecimens.Of(pattern, length));

    private static IEnumerable<string> Formatted(StringFormat format) =>
        s_formatted.Where(text => format.Test(Encoding.UTF8.GetBytes(text)));

    private static IEnumerable<int> Lengths(TextFacts facts, TextRules[] rules)
    {
        yield return facts.MinLength;
        foreach (TextRules rule in rules)
        {
            yield return rule.MinLength;
            yield return rule.MinLength - 1;
            if (rule.MaxLength == int.MaxValue)
                continue;
            yield return rule.MaxLength;
            yield return rule.MaxLength + 1;
        }
    }
}
