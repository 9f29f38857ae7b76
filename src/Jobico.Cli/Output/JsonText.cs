using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Jobico.Cli.Output;

/// <summary>A text that may be JSON, for people: then indented, and in colour where the screen has it.</summary>
internal static class JsonText
{
    /// <summary>Longer ones are left as they are: nobody reads them.</summary>
    private const int MaxBytes = 64 << 10;

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it, with control characters as escapes.</summary>
    public static void Write(Screen screen, ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes || Indent(utf8) is not { } json)
        {
            string[] lines = Encoding.UTF8.GetString(utf8.Span).Split('\n');
            foreach (string line in lines) screen.Plain(Visible.Line(line.TrimEnd('\r')));
            return;
        }
        var text = new Paragraph { Overflow = Overflow.Fold };
        Paint(text, json);
        screen.Console.Write(text.Append("\n"));
    }

    private static byte[]? Indent(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return null;
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Indented)) document.RootElement.WriteTo(writer);
            return buffer.WrittenSpan.ToArray();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Paint(Paragraph text, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        int written = 0;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            Append(text, json[written..start], "");
            // What was consumed of a name takes the colon in.
            int end = (int)reader.BytesConsumed - (reader.TokenType == JsonTokenType.PropertyName ? 1 : 0);
            Append(text, json[start..end], StyleOf(reader.TokenType));
            written = end;
        }
        Append(text, json[written..], "");
    }

    private static void Append(Paragraph text, ReadOnlySpan<byte> utf8, string style)
    {
        if (utf8.IsEmpty) return;
        // Line ends are the indentation's own; within texts JSON escapes C0, and the rest is escaped here.
        string[] lines = Encoding.UTF8.GetString(utf8).Split('\n');
        text.Append(
            string.Join('\n', lines.Select(Visible.Line)), style.Length == 0 ? Style.Plain : Style.Parse(style));
    }

    private static string StyleOf(JsonTokenType token) => token switch
    {
        JsonTokenType.PropertyName => "blue",
        JsonTokenType.String => "green",
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => "yellow",
        _ => "",
    };
}
