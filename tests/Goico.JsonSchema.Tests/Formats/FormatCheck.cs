using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Goico.JsonSchema.Tests.Formats;

/// <summary>Texts and the format they are of, or are not.</summary>
internal static class FormatCheck
{
    private static readonly JsonSerializerOptions s_unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSchema Compile(string format, SchemaDraft draft = SchemaDraft.Draft202012) =>
        Check.Compile($$"""{"format":"{{format}}"}""", new SchemaOptions { DefaultDraft = draft });

    public static bool Accepts(this JsonSchema schema, string text) =>
        schema.Validate(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text, s_unescaped))).IsValid;

    /// <summary>Checks each text as it is and escaped, as JSON may have it.</summary>
    public static void Tells(
        string format, string[] good, string[] bad, SchemaDraft draft = SchemaDraft.Draft202012)
    {
        JsonSchema schema = Compile(format, draft);
        Assert.All(good, text => Assert.True(schema.Accepts(text), $"{format} refused {Shown(text)}"));
        Assert.All(bad, text => Assert.False(schema.Accepts(text), $"{format} accepted {Shown(text)}"));
        foreach (string text in good.Concat(bad))
        {
            SchemaVerdict verdict = schema.Validate(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text)));
            Assert.True(verdict.IsValid == schema.Accepts(text), $"{format} minds escapes in {Shown(text)}");
        }
    }

    private static string Shown(string text) => JsonSerializer.Serialize(text);
}
