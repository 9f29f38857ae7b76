using System.Globalization;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>The few formats that are decided in a line; others are left out of what is generated.</summary>
internal static class ReferenceFormats
{
    /// <summary>The formats known here, by the draft since which each is defined.</summary>
    public static IReadOnlyDictionary<string, ReferenceDraft> Known { get; } = new Dictionary<string, ReferenceDraft>
    {
        ["ipv4"] = ReferenceDraft.Draft4,
        ["date"] = ReferenceDraft.Draft7,
        ["uuid"] = ReferenceDraft.Draft201909,
    };

    // The names that some draft defines, and that are not decided here.
    private static readonly string[] s_others =
    [
        "date-time", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv6", "uri",
        "uri-reference", "iri", "iri-reference", "uri-template", "json-pointer", "relative-json-pointer", "regex",
        "color", "phone", "host-name", "ip-address", "style",
    ];

    /// <summary>Whether a format is decided here, be it as meaning nothing.</summary>
    public static bool IsDecided(string format) => !s_others.Contains(format);

    /// <exception cref="ReferenceException">The format means something, but not here.</exception>
    public static bool Holds(string format, string text) => format switch
    {
        "ipv4" => text.Split('.') is { Length: 4 } parts && parts.All(IsByte),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => text.Length == 36 && text.Select((c, i) => i is 8 or 13 or 18 or 23 ? c == '-'
            : char.IsAsciiHexDigit(c)).All(ok => ok),
        _ when !IsDecided(format) => throw new ReferenceException($"the format {format} is not known here"),
        // What no draft defines means nothing.
        _ => true,
    };

    private static bool IsByte(string part) =>
        part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit) && (part == "0" || part[0] != '0')
        && int.Parse(part, CultureInfo.InvariantCulture) < 256;
}
