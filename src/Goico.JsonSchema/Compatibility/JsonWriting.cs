using System.Globalization;
using System.Text;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>Writing JSON text.</summary>
internal static class JsonWriting
{
    /// <summary>A string with its quotes.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ')
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                json.Append(c);
        }

        return json.Append('"').ToString();
    }

    public static string Array(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    public static string Object(IEnumerable<KeyValuePair<string, string>> members) =>
        $"{{{string.Join(',', members.Select(member => $"{Quote(member.Key)}:{member.Value}"))}}}";

    /// <summary>A value of a scanned document.</summary>
    public static string Text(in JsonView view, int token)
    {
        ref readonly Token value = ref view.Tokens[token];
        switch (value.Kind)
        {
            case TokenKind.Array:
                var items = new List<string>(value.Length);
                for (int at = token + 1; at < value.Next; at = view.Tokens[at].Next)
                    items.Add(Text(view, at));
                return Array(items);
            case TokenKind.Object:
                var members = new List<KeyValuePair<string, string>>(value.Length);
                for (int at = token + 1; at < value.Next; at = view.Tokens[at + 1].Next)
                    members.Add(new(view.Text(at), Text(view, at + 1)));
                return Object(members);
            case TokenKind.String or TokenKind.Name:
                return Quote(view.Text(token));
            default:
                return Encoding.UTF8.GetString(view.Raw(token));
        }
    }
}
