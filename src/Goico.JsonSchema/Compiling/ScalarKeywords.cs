using Goico.JsonSchema.Formats;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compiling;

/// <summary>The keywords about any value, numbers and strings.</summary>
internal static class ScalarKeywords
{
    public static void Read(KeywordSite site)
    {
        site.Node.Types = ReadTypes(site);
        ReadValues(site);
        ReadNumbers(site);
        ReadTexts(site);
    }

    private static JsonTypes ReadTypes(KeywordSite site)
    {
        int token = site.Find("type");
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
        int options = site.Find("enum");
        if (options >= 0 && site.Kind(options) != TokenKind.Array)
            site.Problem(options, $"enum must be an array, was {site.View.Excerpt(options)}");
        else if (options >= 0)
            sets.Add(new ValueSet(site.Node, "enum", site.Compiler.Source, site.Elements(options)));
        int constant = site.Draft == SchemaDraft.Draft4 ? -1 : site.Find("const");
        if (constant >= 0)
            sets.Add(new ValueSet(site.Node, "const", site.Compiler.Source, [constant]));
        site.Node.Values = [.. sets];
    }

    private static void ReadNumbers(KeywordSite site)
    {
        (NumberLimit? minimum, NumberLimit? exclusiveMinimum) = ReadBounds(site, "minimum", "exclusiveMinimum");
        (NumberLimit? maximum, NumberLimit? exclusiveMaximum) = ReadBounds(site, "maximum", "exclusiveMaximum");
        var rules = new NumberRules(site.Node)
        {
            Minimum = minimum,
            ExclusiveMinimum = exclusiveMinimum,
            Maximum = maximum,
            ExclusiveMaximum = exclusiveMaximum,
            MultipleOf = site.Number("multipleOf"),
        };
        if (rules.MultipleOf is { } divisor && (divisor.Value.IsNegative || divisor.Value.IsZero))
        {
            site.Problem(site.Find("multipleOf"), $"multipleOf must be > 0, was {divisor.Written}");
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
        KeywordSite site, string inclusive, string exclusive)
    {
        NumberLimit? bound = site.Number(inclusive);
        if (site.Draft != SchemaDraft.Draft4)
            return (bound, site.Number(exclusive));
        bool isExclusive = site.Boolean(exclusive) ?? false;
        if (isExclusive && bound is null)
            site.Problem(site.Find(exclusive), $"{exclusive} needs {inclusive} beside it in draft 4");
        return isExclusive ? (null, bound) : (bound, null);
    }

    private static void ReadTexts(KeywordSite site)
    {
        var rules = new TextRules(site.Node)
        {
            MinLength = site.Count("minLength") ?? 0,
            MaxLength = site.Count("maxLength") ?? int.MaxValue,
            Pattern = ReadPattern(site),
            Format = ReadFormat(site),
        };
        bool demands = rules.MinLength > 0 || rules.MaxLength < int.MaxValue || rules.Pattern is not null
            || rules.Format is not null;
        site.Node.Texts = demands ? rules : null;
    }

    private static Pattern? ReadPattern(KeywordSite site)
    {
        string? written = site.Text("pattern");
        if (written is null)
            return null;
        Pattern? pattern = site.Compiler.Patterns.TryCompile(written, out string problem);
        if (pattern is null)
            site.Problem(site.Find("pattern"), $"the regular expression {written} {problem}");
        return pattern;
    }

    private static StringFormat? ReadFormat(KeywordSite site)
    {
        string? name = site.Text("format");
        if (name is null || !site.Compiler.Options.AssertFormats)
            return null;
        if (StringFormat.Unchecked.Contains(name))
            site.Problem(site.Find("format"), $"the format {name} can't be checked yet; leave it out or use a pattern");
        return StringFormat.Find(name);
    }
}
