using Goico.JsonSchema.Rules;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// The kinds of values, disjoint, as a set: what the types of JSON Schema become when an integer is no longer a number
/// as well.
/// </summary>
[Flags]
internal enum Kinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,

    /// <summary>A number that is not an integer.</summary>
    Fraction = 8,
    String = 16,
    Object = 32,
    Array = 64,
    Number = Integer | Fraction,
    Any = Null | Boolean | Number | String | Object | Array,
}

internal static class KindsExtensions
{
    private static readonly (Kinds Kind, string One, string Many)[] s_words =
    [
        (Kinds.Null, "null", "null"),
        (Kinds.Boolean, "boolean", "true and false"),
        (Kinds.Number, "number", "numbers"),
        (Kinds.Integer, "integer", "integers"),
        (Kinds.Fraction, "number with a fraction", "numbers with a fraction"),
        (Kinds.String, "string", "strings"),
        (Kinds.Object, "object", "objects"),
        (Kinds.Array, "array", "arrays"),
    ];

    /// <summary>The kinds that a <c>type</c> allows; no type is any.</summary>
    public static Kinds ToKinds(this JsonTypes types)
    {
        if (types == JsonTypes.None)
            return Kinds.Any;
        Kinds kinds = Kinds.None;
        kinds |= (types & JsonTypes.Null) != 0 ? Kinds.Null : Kinds.None;
        kinds |= (types & JsonTypes.Boolean) != 0 ? Kinds.Boolean : Kinds.None;
        kinds |= (types & JsonTypes.Number) != 0 ? Kinds.Number : Kinds.None;
        kinds |= (types & JsonTypes.Integer) != 0 ? Kinds.Integer : Kinds.None;
        kinds |= (types & JsonTypes.String) != 0 ? Kinds.String : Kinds.None;
        kinds |= (types & JsonTypes.Object) != 0 ? Kinds.Object : Kinds.None;
        kinds |= (types & JsonTypes.Array) != 0 ? Kinds.Array : Kinds.None;
        return kinds;
    }

    /// <summary>The kind of a value.</summary>
    public static Kinds Of(in JsonView view, int token) => view.Tokens[token].Kind switch
    {
        TokenKind.Null => Kinds.Null,
        TokenKind.True or TokenKind.False => Kinds.Boolean,
        TokenKind.Number => ExactNumber.Parse(view.Raw(token)).IsInteger ? Kinds.Integer : Kinds.Fraction,
        TokenKind.Object => Kinds.Object,
        TokenKind.Array => Kinds.Array,
        _ => Kinds.String,
    };

    public static bool IsSingle(this Kinds kinds) => (kinds & (kinds - 1)) == 0;

    /// <summary>The members of the set, each as a set of one.</summary>
    public static IEnumerable<Kinds> Each(this Kinds kinds)
    {
        for (int bit = 1; bit <= (int)Kinds.Array; bit <<= 1)
        {
            if (((int)kinds & bit) != 0)
                yield return (Kinds)bit;
        }
    }

    /// <summary>The set as a type in words: "string or null"; all of it is "any".</summary>
    public static string Describe(this Kinds kinds) =>
        kinds == Kinds.Any ? "any" : string.Join(" or ", Words(kinds).Select(word => word.One));

    /// <summary>The values in the set in words: "strings and null".</summary>
    public static string DescribeValues(this Kinds kinds)
    {
        string[] words = [.. Words(kinds).Select(word => word.Many)];
        return words.Length < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }

    private static IEnumerable<(string One, string Many)> Words(Kinds kinds)
    {
        Kinds left = kinds;
        foreach ((Kinds kind, string one, string many) in s_words)
        {
            if ((left & kind) != kind)
                continue;
            left &= ~kind;
            yield return (one, many);
        }
    }
}
