namespace Goico.JsonSchema.Rules;

/// <summary>A property whose presence demands others, or a schema for the whole object.</summary>
internal sealed record Dependency(NamedProperty Trigger, NamedProperty[] Required, SchemaNode? Schema, string Keyword);
