using System.Collections.Immutable;
using System.Text.Json;
using Goico.Wasm;
using Jobico.Cli.Inspection;
using Jobico.Repository;

namespace Jobico.Cli.Output;

/// <summary>What is known of a program, for programs: one object.</summary>
internal static class InspectJson
{
    /// <summary>Writes it as a line.</summary>
    public static void Write(Screen screen, ProgramInspection inspection) => screen.Plain(JsonLine.Of(writer =>
    {
        ServerVerdict verdict = inspection.Verdict;
        writer.WriteStartObject();
        writer.WriteString("file", inspection.Shown);
        writer.WriteNumber("sizeBytes", inspection.SizeBytes);
        writer.WriteString("sha256", inspection.Sha256);
        WriteUpload(writer, verdict);
        if (verdict.Info is { } info)
        {
            writer.WriteString("abi", info.Abi.ToString().ToLowerInvariant());
            writer.WriteString("mainFunction", info.MainFunction);
        }
        if (verdict.CompileTime is { } time) writer.WriteNumber("compileUs", time.TotalMicroseconds);
        if (inspection.Outline is { } outline) WriteOutline(writer, inspection, outline);
        writer.WriteEndObject();
    }));

    private static void WriteUpload(Utf8JsonWriter writer, ServerVerdict verdict)
    {
        writer.WriteBoolean("fits", verdict.IsTaken);
        Strings(writer, "warnings", (verdict.Upload as FileCheckResult.Fit)?.Warnings ?? []);
        Strings(writer, "refusals", (verdict.Upload as FileCheckResult.Unfit)?.Reasons ?? []);
        writer.WriteStartObject("abis");
        foreach ((GuestAbi abi, string? lacks) in verdict.ByAbi)
        {
            writer.WriteStartObject(abi.ToString().ToLowerInvariant());
            writer.WriteBoolean("fits", lacks is null);
            if (lacks is not null) writer.WriteString("lacks", lacks);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteOutline(Utf8JsonWriter writer, ProgramInspection inspection, ModuleOutline outline)
    {
        writer.WriteString("kind", outline.IsComponent ? "component" : "module");
        Strings(writer, "grants", inspection.Grants);
        WriteItems(writer, "imports", outline.Imports, inspection);
        WriteItems(writer, "exports", outline.Exports, of: null);
        writer.WriteStartArray("memories");
        foreach (OutlineMemory memory in outline.Memories)
        {
            writer.WriteStartObject();
            writer.WriteNumber("minimumBytes", memory.MinimumBytes);
            if (memory.MaximumBytes is { } most) writer.WriteNumber("maximumBytes", most);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteNumber("functions", outline.Functions);
        writer.WriteNumber("namedFunctions", outline.Custom.NamedFunctions);
        writer.WriteBoolean("hasLines", outline.Custom.HasLines);
        writer.WriteStartObject("producers");
        foreach ((string field, string values) in outline.Custom.Producers.DistinctBy(producer => producer.Field))
        {
            writer.WriteString(field, values);
        }
        writer.WriteEndObject();
        writer.WriteStartArray("customSections");
        foreach ((string name, int bytes) in outline.Custom.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteNumber("sizeBytes", bytes);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        if (outline.Problem is { } problem) writer.WriteString("problem", problem);
    }

    private static void WriteItems(
        Utf8JsonWriter writer, string key, ImmutableArray<OutlineItem> items, ProgramInspection? of)
    {
        writer.WriteStartArray(key);
        foreach (OutlineItem item in items)
        {
            writer.WriteStartObject();
            writer.WriteString("name", item.Name);
            writer.WriteString("kind", item.Kind);
            if (item.Type.Length > 0) writer.WriteString("type", item.Type);
            if (of is not null)
            {
                CapabilityNeed? need = of.NeedOf(item);
                writer.WriteBoolean("known", need is not null);
                if (need?.Grant is { } grant) writer.WriteString("grant", grant);
            }
            if (!item.Members.IsEmpty) WriteItems(writer, "members", item.Members, of: null);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (string text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
