using System.Text;

namespace Goico.JsonSchema.Bench.Contenders;

/// <summary>NJsonSchema as its users call it: the schema read once, then a text validated each time.</summary>
internal sealed class NJsonSchemaContender() : InProcess(Title)
{
    public const string Title = "NJsonSchema";

    /// <summary>What a reader of its figures has to know.</summary>
    public const string Note =
        Title + " passes over const, propertyNames and if/then/else, and takes a date-time without an offset: it does "
        + "less than the others. It throws for a reference within $defs: it got $defs renamed to definitions.";

    public static string Version { get; } = typeof(NJsonSchema.JsonSchema).Assembly.GetName().Version!.ToString(3);

    protected override async Task<Func<bool>> PrepareAsync(Pair pair)
    {
        // It has to get through; Note says so below the table.
        NJsonSchema.JsonSchema schema = await NJsonSchema.JsonSchema.FromJsonAsync(
            Encoding.UTF8.GetString(pair.Schema).Replace("$defs", "definitions", StringComparison.Ordinal));
        byte[] bytes = pair.Instance;
        return () => schema.Validate(Encoding.UTF8.GetString(bytes)).Count == 0;
    }
}
