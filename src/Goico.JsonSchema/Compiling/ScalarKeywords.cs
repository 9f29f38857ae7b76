using Goico.JsonSchema.Formats;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords about any value, numbers and strings.</summary>
internal static class ScalarKeywords
{
    private static readonly Keyword[] s_numbers =
    [
        Keywords.Minimum, Keywords.Maximum, Keywords.ExclusiveMinimum, Keywords.ExclusiveMaximum, Keywords.MultipleOf,
    ];

    private static readonly Keyword[] s_texts =
        [Keywords.MinLength, Keywords.MaxLength, Keywords.Pattern, Keywords.Format];

    public static void Read(KeywordSite site)
    {
        site.Node.Types = ReadTypes(site);
        ReadValues(site);
        if (site.HasAny(s_numbers))
            ReadNumbers(site);
        if (site.HasAny(s_texts))
            ReadTexts(site);
    }

    private static JsonTypes ReadTypes(KeywordSite site)
    {
        int token = site.Find(Keywords.Type);
        if (token < 0)
            return JsonTypes.None;
        bool isList = site.Kind(token) == TokenKind.Array;
        IReadOnlyList<int> names = isList ? site.Elements(token) : [token];
        if (names.Count == 0)
            site.Problem(token, "type must name at least one type");
        JsonTypes types = JsonTypes.None;
        foreach (int name in names)
        {
            JsonTypes type = site.Kind(name) == TokenKind.String
                ? JsonTypesExtensions.Parse(site.View.Text(name)) : JsonTypes.None;
            if (type == JsonTypes.None)
            {
                site.Problem(name, "type must be one of null, boolean, object, array, number, string and integer, was "
                    + site.View.Excerpt(name));
            }
            else if ((types & type) != 0)
            {
                site.Problem(name, $"type lists {site.View.Excerpt(name)} twice");
            }

            types |= type;
        }

        return types;
    }

    private static void ReadValues(KeywordSite site)
    {
        var sets = new List<ValueSet>();
        int options = site.Find(Keywords.Enum);
        if (options >= 0 && site.Kind(options) != TokenKind.Array)
            site.Problem(options, $"enum must be an array, was {site.View.Excerpt(options)}");
        else if (options >= 0 && IsEnum(site, options))
            sets.Add(new ValueSet(site.Node, "enum", site.Source, site.Elements(options)));
        int constant = site.Find(Keywords.Const);
        if (constant >= 0)
            sets.Add(new ValueSet(site.Node, "const", site.Source, [constant]));
        if (sets.Count > 0)
            site.Node.Values = [.. sets];
    }

    /// <summary>Drafts 4 and 6 want an enumeration to have values, each once; the later ones don't mind.</summary>
    private static bool IsEnum(KeywordSite site, int options)
    {
        if (site.Draft is not (SchemaDraft.Draft4 or SchemaDraft.Draft6))
            return true;
        JsonView view = site.View;
        if (view.Tokens[options].Length == 0)
        {
            site.Problem(options, $"enum must have at least one value in {site.Draft.Title()}");
            return false;
        }

        var scratch = new Scratch();
        long steps = long.MaxValue;
        var seen = new Dictionary<int, List<int>>();
        foreach (int value in site.Elements(options))
        {
            int hash = JsonEquality.Hash(view, value, scratch, ref steps);
            if (!seen.TryGetValue(hash, out List<int>? others))
                seen.Add(hash, others = []);
            foreach (int other in others)
            {
                if (!JsonEquality.Same(view, other, view, value, ref steps))
                    continue;
                site.Problem(value, $"enum lists {view.Excerpt(value)} twice, which {site.Draft.Title()} forbids");
                return false;
            }

            others.Add(value);
        }

        return true;
    }

    private static void ReadNumbers(KeywordSite site)
    {
        (NumberLimit? minimum, NumberLimit? exclusiveMinimum) = ReadBounds(
            site, Keywords.Minimum, Keywords.ExclusiveMinimum);
        (NumberLimit? maximum, NumberLimit? exclusiveMaximum) = ReadBounds(
            site, Keywords.Maximum, Keywords.ExclusiveMaximum);
        var rules = new NumberRules(site.Node)
        {
            Minimum = minimum,
            ExclusiveMinimum = exclusiveMinimum,
            Maximum = maximum,
            ExclusiveMaximum = exclusiveMaximum,
            MultipleOf = site.Number(Keywords.MultipleOf),
        };
        if (rules.MultipleOf is { } divisor && (divisor.Value.IsNegative || divisor.Value.IsZero))
        {
            site.Problem(site.Find(Keywords.MultipleOf), $"multipleOf must be > 0, was {divisor.Written}");
            return;
        }

        if ((rules.Minimum ?? rules.ExclusiveMinimum ?? rules.Maximum ?? rules.ExclusiveMaximum ?? rules.MultipleOf)
            is null)
        {
            return;
        }

        rules.Seal();
        site.Node.Numbers = rules;
    }

    /// <summary>A bound and its exclusive twin, which in draft 4 is a flag that makes the bound exclusive.</summary>
    private static (NumberLimit? Inclusive, NumberLimit? Exclusive) ReadBounds(
        KeywordSite site, Keyword inclusive, Keyword exclusive)
    {
        NumberLimit? bound = site.Number(inclusive);
        if (site.Draft != SchemaDraft.Draft4)
            return (bound, site.Number(exclusive));
        bool? isExclusive = site.Boolean(exclusive);
        if (isExclusive is not null && site.Find(inclusive) < 0)
            site.Problem(site.Find(exclusive), $"{exclusive} needs {inclusive} beside it in draft 4");
        return isExclusive == true ? (null, bound) : (bound, null);
    }

    private static void ReadTexts(KeywordSite site)
    {
        var rules = new TextRules(site.Node)
        {
            MinLength = site.Count(Keywords.MinLength) ?? 0,
            MaxLength = site.Count(Keywords.MaxLength) ?? int.MaxValue,
            Pattern = ReadPattern(site),
            Format = ReadFormat(site),
        };
        bool demands = rules.MinLength > 0 || rules.MaxLength < int.MaxValue || rules.Pattern is not null
            || rules.Format is not null;
        site.Node.Texts = demands ? rules : null;
    }

    private static Pattern? ReadPattern(KeywordSite site)
    {
        string? written = site.Text(Keywords.Pattern);
        if (written is null)
            return null;
        Pattern? pattern = site.Compiler.Patterns.TryCompile(written, out string problem);
        if (pattern is null)
            site.Problem(site.Find(Keywords.Pattern), $"the regular expression {JsonView.Shorten(written)} {problem}");
        return pattern;
    }

    private static StringFormat? ReadFormat(KeywordSite site)
    {
        string? name = site.Text(Keywords.Format);
        bool asserts = site.Compiler.Options.AssertFormats
            || (site.Dialect.Active & Vocabularies.FormatAssertion) != 0;
        if (name is null || !asserts)
            return null;
        return StringFormat.Find(name, site.Draft);
    }
}
