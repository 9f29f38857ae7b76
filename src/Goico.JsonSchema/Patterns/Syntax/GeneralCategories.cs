using System.Collections.Concurrent;
using System.Globalization;

namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>
/// Unicode's general categories under the names that ECMA-262 accepts, with the code points that the runtime's Unicode
/// data gives them.
/// </summary>
internal static class GeneralCategories
{
    private static readonly Lazy<CodePoints[]> s_points = new(ReadAll);

    private static readonly ConcurrentDictionary<string, CodePoints> s_sets = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> s_shortNames = Table(
        "C Other,Cc Control cntrl,Cf Format,Cn Unassigned,Co Private_Use,Cs Surrogate,L Letter,LC Cased_Letter,"
        + "Ll Lowercase_Letter,Lm Modifier_Letter,Lo Other_Letter,Lt Titlecase_Letter,Lu Uppercase_Letter,"
        + "M Mark Combining_Mark,Mc Spacing_Mark,Me Enclosing_Mark,Mn Nonspacing_Mark,N Number,"
        + "Nd Decimal_Number digit,Nl Letter_Number,No Other_Number,P Punctuation punct,Pc Connector_Punctuation,"
        + "Pd Dash_Punctuation,Pe Close_Punctuation,Pf Final_Punctuation,Pi Initial_Punctuation,"
        + "Po Other_Punctuation,Ps Open_Punctuation,S Symbol,Sc Currency_Symbol,Sk Modifier_Symbol,"
        + "Sm Math_Symbol,So Other_Symbol,Z Separator,Zl Line_Separator,Zp Paragraph_Separator,"
        + "Zs Space_Separator");

    // In the order of the UnicodeCategory enumeration.
    private static readonly string[] s_byCategory =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary>The code points of a category or of a group such as L; null when none has that name.</summary>
    public static CodePoints? Find(string name) =>
        s_shortNames.TryGetValue(name, out string? category) ? s_sets.GetOrAdd(category, Join) : null;

    private static CodePoints Join(string category) => CodePoints.Of(
        s_byCategory.Index().Where(named => Includes(category, named.Item))
            .SelectMany(named => s_points.Value[named.Index].Ranges));

    private static bool Includes(string category, string name)
    {
        if (category == "LC")
            return name is "Lu" or "Ll" or "Lt";
        return category.Length == 1 ? name[0] == category[0] : name == category;
    }

    /// <summary>One pass over all code points, for all categories: some milliseconds, once.</summary>
    private static CodePoints[] ReadAll()
    {
        var ranges = new List<(int, int)>[s_byCategory.Length];
        for (int i = 0; i < ranges.Length; i++)
            ranges[i] = [];
        int start = 0;
        UnicodeCategory current = CharUnicodeInfo.GetUnicodeCategory(0);
        for (int point = 1; point <= CodePoints.Last; point++)
        {
            UnicodeCategory next = CharUnicodeInfo.GetUnicodeCategory(point);
            if (next == current)
                continue;
            ranges[(int)current].Add((start, point - 1));
            (start, current) = (point, next);
        }

        ranges[(int)current].Add((start, CodePoints.Last));
        return [.. ranges.Select(CodePoints.Of)];
    }

    private static Dictionary<string, string> Table(string rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] names in rows.Split(',').Select(row => row.Split(' ')))
        {
            foreach (string name in names)
                table.Add(name, names[0]);
        }

        return table;
    }
}
