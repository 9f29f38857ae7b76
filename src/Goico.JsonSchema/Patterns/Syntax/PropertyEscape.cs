namespace Goico.JsonSchema.Patterns.Syntax;

/// <summary>What stands between the braces of \p{…}.</summary>
internal static class PropertyEscape
{
    /// <summary>The code points that have a property.</summary>
    /// <exception cref="PatternException">It is no property, or none that is known here.</exception>
    public static CodePoints Read(string written)
    {
        if (written.Length == 0 || written.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '=')))
            throw new PatternException("has a \\p{…} that names no property");
        string[] parts = written.Split('=', 2);
        CodePoints? found = parts switch
        {
            [var value] => Lone(value),
            ["General_Category" or "gc", var value] => GeneralCategories.Find(value),
            ["Script" or "sc", var value] => Scripts.Find(value, extended: false),
            ["Script_Extensions" or "scx", var value] => Scripts.Find(value, extended: true),
            _ => null,
        };
        if (found is not null)
            return found;
        string known = parts.Length == 2 && parts[0] is "Script" or "sc" or "Script_Extensions" or "scx"
            ? $"the scripts known are {string.Join(", ", Scripts.Known)}"
            : "known are general categories, such as \\p{L}, and scripts, such as \\p{Script=Greek}";
        throw new PatternException($"uses the property {written}; {known}", isMalformed: false);
    }

    private static CodePoints? Lone(string name) => name switch
    {
        "Any" => CodePoints.Any,
        "ASCII" => CodePoints.Of([(0, 127)]),
        "Assigned" => GeneralCategories.Find("Cn")!.Complement(),
        _ => GeneralCategories.Find(name),
    };
}
