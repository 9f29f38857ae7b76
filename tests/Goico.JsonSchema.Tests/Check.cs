using System.Text;

namespace Goico.JsonSchema.Tests;

/// <summary>The public door, in the few words that the tables of the tests need.</summary>
internal static class Check
{
    public static JsonSchema Compile(string schema, SchemaOptions? options = null) =>
        JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options) switch
        {
            SchemaCompilation.Compiled compiled => compiled.Schema,
            SchemaCompilation.Refused refused =>
                throw new InvalidOperationException($"{schema} was refused: {string.Join("; ", refused.Problems)}"),
            _ => throw new InvalidOperationException("no such outcome"),
        };

    public static IReadOnlyList<SchemaProblem> Problems(string schema, SchemaOptions? options = null) =>
        JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options) is SchemaCompilation.Refused refused
            ? refused.Problems : [];

    public static SchemaVerdict Validate(string schema, string instance, SchemaOptions? options = null) =>
        Compile(schema, options).Validate(Encoding.UTF8.GetBytes(instance));

    /// <summary>All violations as "keyword pointer", space-separated pairs joined by ", "; empty when valid.</summary>
    public static string Outcome(string schema, string instance, SchemaOptions? options = null)
    {
        SchemaVerdict verdict = Validate(schema, instance, options);
        Assert.Equal(verdict.IsValid, verdict.Violations.IsEmpty);
        return string.Join(", ", verdict.Violations.Select(v => $"{v.Keyword} {v.InstanceLocation}".TrimEnd()));
    }
}
