using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>The types of the <c>type</c> keyword, as a set.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Integer = 8,
    String = 16,
    Object = 32,
    Array = 64,
    Any = 127,
}

internal static class JsonTypesExtensions
{
    private static ReadOnlySpan<byte> ByKind => [1, 2, 2, 4, 16, 32, 64, 16];

    /// <summary>The type that a token of a kind always has; numbers may be integers as well.</summary>
    public static JsonTypes Type(this TokenKind kind) => (JsonTypes)ByKind[(int)kind];

    public static JsonTypes Parse(string name) => name switch
    {
        "null" => JsonTypes.Null,
        "boolean" => JsonTypes.Boolean,
        "number" => JsonTypes.Number,
        "integer" => JsonTypes.Integer,
        "string" => JsonTypes.String,
        "object" => JsonTypes.Object,
        "array" => JsonTypes.Array,
        _ => JsonTypes.None,
    };

    /// <summary>The set in words: "string or null".</summary>
    public static string Describe(this JsonTypes types)
    {
        string[] names =
            ["null", "boolean", "number", "integer", "string", "object", "array"];
        return string.Join(" or ", names.Where(name => (types & Parse(name)) != 0));
    }
}
