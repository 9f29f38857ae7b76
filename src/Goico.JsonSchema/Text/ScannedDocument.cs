namespace Goico.JsonSchema.Text;

/// <summary>A document that owns its bytes and tokens: a schema, for as long as it is used.</summary>
internal sealed class ScannedDocument(byte[] bytes, Token[] tokens)
{
    public JsonView View => new(bytes, tokens);
}
