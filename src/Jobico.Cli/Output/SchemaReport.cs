using Jobico.Cli.Inspection;
using Jobico.Repository;

namespace Jobico.Cli.Output;

/// <summary>What is known of a schema.</summary>
internal static class SchemaReport
{
    private const int KeyColumns = 11;

    /// <summary>Writes it for people.</summary>
    public static void Write(Screen screen, SchemaInspection schema)
    {
        StyledLine.Write(
            screen, (schema.Shown + ":", "bold"), ("a JSON Schema,", ""), (Amounts.Size(schema.SizeBytes), ""));
        Row(screen, "sha256", schema.Sha256);
        switch (schema.Upload)
        {
            case FileCheckResult.Fit(_, var warnings):
                Row(screen, "server", "takes it", "green");
                foreach (string warning in warnings) Row(screen, "", "warning: " + Visible.Line(warning), "yellow");
                break;
            case FileCheckResult.Unfit(var reasons):
                Row(screen, "server", "refuses it", "red");
                foreach (string reason in reasons) Row(screen, "", Visible.Line(reason), "red");
                break;
            default:
                throw new InvalidOperationException("A check has an unknown result.");
        }
        foreach ((string key, string text) in schema.Head) Row(screen, key, Visible.Line(text));
        if (!schema.Properties.IsEmpty) Row(screen, "properties", Names(schema.Properties));
        if (!schema.Required.IsEmpty) Row(screen, "required", Names(schema.Required));
    }

    /// <summary>Writes it for programs: one object on a line.</summary>
    public static void WriteJson(Screen screen, SchemaInspection schema) => screen.Plain(JsonLine.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("file", schema.Shown);
        writer.WriteNumber("sizeBytes", schema.SizeBytes);
        writer.WriteString("sha256", schema.Sha256);
        writer.WriteString("kind", "schema");
        writer.WriteBoolean("fits", schema.IsTaken);
        Strings("warnings", (schema.Upload as FileCheckResult.Fit)?.Warnings ?? []);
        Strings("refusals", (schema.Upload as FileCheckResult.Unfit)?.Reasons ?? []);
        foreach ((string key, string text) in schema.Head) writer.WriteString(key, text);
        Strings("properties", schema.Properties);
        Strings("required", schema.Required);
        writer.WriteEndObject();

        void Strings(string key, IEnumerable<string> texts)
        {
            writer.WriteStartArray(key);
            foreach (string text in texts) writer.WriteStringValue(text);
            writer.WriteEndArray();
        }
    }));

    private static string Names(IEnumerable<string> names) => Visible.Line(string.Join(", ", names));

    private static void Row(Screen screen, string key, string value, string style = "") =>
        StyledLine.Hanging(screen, $"  {key.PadRight(KeyColumns)} ", "dim", value, style);
}
