namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Random regular expressions within what the reference knows.</summary>
internal sealed class RandomPattern(Random random)
{
    private static readonly string[] s_atoms =
    [
        "a", "b", "1", "é", "😀", " ", ".", ".", "[ab]", "[^a]", "[a-c1]", "[^\\d_]", "[\\w-]", "[é-ü]", "[^😀]",
        "[😀-😎]", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\u0061", "\\x62", "\\.", "\\/", "\\\\", "\\n", "[]", "[^]",
    ];

    // Rare, because each makes a large automaton.
    private static readonly string[] s_properties = ["\\p{L}", "\\p{Lu}", "\\p{Nd}", "\\P{L}"];

    private static readonly string[] s_quantifiers =
        ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"];

    public string Next() => random.Next(4) switch
    {
        0 => $"^{Literal()}",
        1 => $"{Literal()}$",
        2 => $"^{Sequence(2)}$",
        _ => $"{(OneIn(3) ? "^" : "")}{Choice(2)}{(OneIn(3) ? "$" : "")}",
    };

    private string Literal() => string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => s_atoms[random.Next(6)]));

    private string Choice(int depth) =>
        string.Join('|', Enumerable.Range(0, OneIn(3) ? 2 : 1).Select(_ => Sequence(depth)));

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Term(depth)));

    private string Term(int depth)
    {
        if (OneIn(25))
            return OneIn(2) ? "^" : "$";
        string atom = depth > 0 && OneIn(4)
            ? $"{(OneIn(2) ? "(" : "(?:")}{Choice(depth - 1)})"
            : OneIn(200) ? s_properties[random.Next(s_properties.Length)] : s_atoms[random.Next(s_atoms.Length)];
        return OneIn(3) ? atom + s_quantifiers[random.Next(s_quantifiers.Length)] : atom;
    }

    private bool OneIn(int times) => random.Next(times) == 0;
}
