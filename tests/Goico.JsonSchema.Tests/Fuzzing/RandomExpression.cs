namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Random regular expressions within what the reference knows.</summary>
internal sealed class RandomExpression(Random random)
{
    private static readonly string[] s_atoms =
    [
        "a", "b", "1", "é", "😀", " ", ".", ".", "[ab]", "[^a]", "[a-c1]", "[^\\d_]", "[\\w-]", "[é-ü]", "[^😀]",
        "[😀-😎]", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\u0061", "\\x62", "\\.", "\\/", "\\\\", "\\n", "[]", "[^]",
    ];

    private static readonly string[] s_properties = ["\\p{L}", "\\p{Lu}", "\\p{Nd}", "\\P{L}"];

    private static readonly string[] s_quantifiers =
        ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "{0}", "*?", "+?", "??", "{1,2}?"];

    // Not within one another: the product of the counts is a text too long to be worth its time.
    private static readonly string[] s_runs = ["+", "*", "{2}", "{1,3}", "{0,70}", "{3,100}", "{64}", "{65,}"];

    private static readonly string[] s_assertions = ["^", "$", "\\b", "\\B"];
    private static readonly string[] s_lookarounds = ["(?=", "(?!", "(?<=", "(?<!"];

    public string Next() => random.Next(7) switch
    {
        4 => $"{(OneIn(3) ? "" : "^")}{Atom()}{s_runs[random.Next(s_runs.Length)]}{(OneIn(2) ? "$" : "")}",
        5 => $"^{Columns()}{(OneIn(2) ? "$" : "")}",
        6 when OneIn(2) => $"^{Lookaround()}{Sequence(1)}$",
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
        if (OneIn(20))
            return OneIn(3) ? Lookaround() : s_assertions[random.Next(s_assertions.Length)];
        string atom = depth > 0 && OneIn(4)
            ? $"{(OneIn(2) ? "(" : "(?:")}{Choice(depth - 1)})"
            : Atom();
        return OneIn(3) ? atom + Quantifier() : atom;
    }

    private string Columns() =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Atom() + Fixed()));

    private string Atom()
    {
        string[] atoms = OneIn(40) ? s_properties : s_atoms;
        return atoms[random.Next(atoms.Length)];
    }

    private string Quantifier() => s_quantifiers[random.Next(s_quantifiers.Length)];

    private string Fixed() => OneIn(2) ? "" : $"{{{random.Next(4)}}}";

    private string Lookaround() => $"{s_lookarounds[random.Next(s_lookarounds.Length)]}{Choice(1)})";

    private bool OneIn(int times) => random.Next(times) == 0;
}
