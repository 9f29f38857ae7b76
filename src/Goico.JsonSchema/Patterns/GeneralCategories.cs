using System.Globalization;

namespace Goico.JsonSchema.Patterns;

/// <summary>Unicode's general categories under the names that ECMA-262 accepts.</summary>
internal static class GeneralCategories
{
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

    /// <summary>The short name of a category, or null when there is none of that name.</summary>
    public static string? ShortName(string name) => s_shortNames.GetValueOrDefault(name);

    /// <summary>Whether a category, or a group such as L, includes a code point's category.</summary>
    public static bool Includes(string category, UnicodeCategory actual)
    {
        string name = s_byCategory[(int)actual];
        if (category == "LC")
            return name is "Lu" or "Ll" or "Lt";
        return category.Length == 1 ? name[0] == category[0] : name == category;
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
