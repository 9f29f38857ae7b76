using System.Globalization;
using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Writes trees as JSON: plainly, or in one of the many other ways that say the same.</summary>
internal static class JsonSpelling
{
    public static string Compact(JsonTree tree) => Write(new StringBuilder(), tree, null).ToString();

    public static byte[] Utf8(JsonTree tree) => Encoding.UTF8.GetBytes(Compact(tree));

    /// <summary>With other white space, escapes, and orders of properties.</summary>
    public static string Varied(JsonTree tree, Random random) => Write(new StringBuilder(), tree, random).ToString();

    private static StringBuilder Write(StringBuilder to, JsonTree tree, Random? random)
    {
        Space(to, random);
        switch (tree.Kind)
        {
            case JsonKind.Null:
                to.Append("null");
                break;
            case JsonKind.False or JsonKind.True:
                to.Append(tree.Kind == JsonKind.True ? "true" : "false");
                break;
            case JsonKind.Number:
                to.Append(tree.Text);
                break;
            case JsonKind.String:
                WriteText(to, tree.Text, random);
                break;
            case JsonKind.Array:
                to.Append('[');
                for (int i = 0; i < tree.Items.Count; i++)
                    Write(to.Append(i > 0 ? "," : ""), tree.Items[i], random);
                Space(to, random).Append(']');
                break;
            default:
                WriteMembers(to, tree, random);
                break;
        }

        return Space(to, random);
    }

    private static void WriteMembers(StringBuilder to, JsonTree tree, Random? random)
    {
        JsonMember[] members = [.. tree.Members];
        random?.Shuffle(members);
        to.Append('{');
        for (int i = 0; i < members.Length; i++)
        {
            Space(to.Append(i > 0 ? "," : ""), random);
            WriteText(to, members[i].Name, random);
            Write(Space(to, random).Append(':'), members[i].Value, random);
        }

        Space(to, random).Append('}');
    }

    private static StringBuilder Space(StringBuilder to, Random? random)
    {
        for (int i = random?.Next(6) == 0 ? random.Next(1, 5) : 0; i > 0; i--)
            to.Append(" \t\r\n"[random!.Next(4)]);
        return to;
    }

    private static void WriteText(StringBuilder to, string text, Random? random)
    {
        to.Append('"');
        foreach (char c in text)
        {
            bool escapes = random?.Next(3) == 0;
            string? brief = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '/' when escapes => "\\/",
                _ => null,
            };
            // Halves of a pair go together: an escaped one beside a bare one is no character.
            if (brief is not null && (random is null || random.Next(2) == 0))
                to.Append(brief);
            else if (c < ' ' || c is '"' or '\\' || (escapes && !char.IsSurrogate(c)))
                to.Append("\\u").Append(Hex(c, random));
            else
                to.Append(c);
        }

        to.Append('"');
        if (random is not null)
            EscapePairs(to, random);
    }

    private static string Hex(char c, Random? random) =>
        ((int)c).ToString(random?.Next(2) == 0 ? "X4" : "x4", CultureInfo.InvariantCulture);

    private static void EscapePairs(StringBuilder to, Random random)
    {
        for (int i = to.Length - 2; i > 0 && to[i] is not '"'; i--)
        {
            if (!char.IsHighSurrogate(to[i]) || random.Next(2) == 0)
                continue;
            string pair = $"\\u{Hex(to[i], random)}\\u{Hex(to[i + 1], random)}";
            to.Remove(i, 2).Insert(i, pair);
        }
    }
}
