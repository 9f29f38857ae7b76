namespace Goico.JsonSchema.Rules;

/// <summary>What a schema knows of one property name.</summary>
internal sealed class NamedProperty(string name)
{
    public string Name { get; } = name;

    public byte[] Utf8 { get; } = System.Text.Encoding.UTF8.GetBytes(name);

    /// <summary>The schema of <c>properties</c>, if it names this property.</summary>
    public SchemaNode? Schema { get; set; }

    /// <summary>Its number among the names whose presence matters, or -1 when nothing depends on that.</summary>
    public int Presence { get; set; } = -1;
}
