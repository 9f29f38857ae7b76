using System.Text.Json;

namespace Goico.Hosting.Settings;

/// <summary>Reads settings from a flat JSON object; comments and trailing commas are allowed.</summary>
internal static class SettingsFile
{
    // A settings file of more than this is no settings file.
    private const long MaxBytes = 1 << 20;

    private static readonly JsonDocumentOptions ReadOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 8,
    };

    public static IReadOnlyList<Setting> Read(string path, string namedBy, List<string> errors)
    {
        try
        {
            FileInfo file = new(path);
            if (file.Exists && file.Length > MaxBytes)
            {
                errors.Add($"{path}: larger than {MaxBytes} bytes; a settings file holds settings only");
                return [];
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path), ReadOptions);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return Read(path, document.RootElement, errors);
            errors.Add($"{path}: expected a JSON object of settings");
        }
        catch (JsonException fault)
        {
            errors.Add(
                $"{path}:{fault.LineNumber + 1}:{fault.BytePositionInLine + 1}: not JSON: {FirstSentence(fault)}");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            errors.Add($"{namedBy}: the file does not exist; create it or leave the setting out");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{namedBy}: the file cannot be read: {fault.Message}");
        }

        return [];
    }

    private static List<Setting> Read(string path, JsonElement root, List<string> errors)
    {
        List<Setting> settings = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            string origin = $"{path}: {property.Name}={Setting.Shown(property.Name, property.Value.GetRawText())}";
            if (!seen.Add(Setting.Fold(property.Name)))
            {
                errors.Add($"{origin}: given twice");
                continue;
            }

            // Null says that the file has no opinion.
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            if (TextsOf(property.Value) is { } texts) settings.Add(new Setting(property.Name, texts, origin));
            else errors.Add($"{origin}: expected a string, a number, true, false or a list of strings");
        }

        return settings;
    }

    private static List<string>? TextsOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return TextOf(value) is { } text ? [text] : null;
        List<string> texts = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String) return null;
            texts.Add(item.GetString()!);
        }

        return texts;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string FirstSentence(JsonException fault) => fault.Message.Split(". ")[0];
}
