using System.Collections.Frozen;

namespace Goico.JsonSchema.Formats;

/// <summary>Whether a text, as UTF-8, is of a format.</summary>
internal delegate bool FormatTest(ReadOnlySpan<byte> text);

/// <summary>A format that can be checked.</summary>
/// <param name="Test">Decides.</param>
/// <param name="Demand">What a text must be: "must be a date-time such as …".</param>
internal sealed record StringFormat(FormatTest Test, string Demand)
{
    private static readonly FrozenDictionary<string, StringFormat> s_known = new Dictionary<string, StringFormat>
    {
        ["date-time"] = new(Times.IsDateTime, "must be a date-time such as 2026-01-31T12:00:00Z"),
        ["date"] = new(Times.IsDate, "must be a date such as 2026-01-31"),
        ["time"] = new(Times.IsTime, "must be a time with an offset, such as 12:00:00Z"),
        ["duration"] = new(Durations.IsDuration, "must be a duration such as P1DT12H"),
        ["email"] = new(Mailboxes.IsEmail, "must be an email address"),
        ["idn-email"] = new(Mailboxes.IsInternationalEmail, "must be an email address"),
        ["hostname"] = new(Hosts.IsHostname, "must be a host name"),
        ["ipv4"] = new(Hosts.IsIPv4, "must be an IPv4 address such as 192.0.2.1"),
        ["ipv6"] = new(Hosts.IsIPv6, "must be an IPv6 address such as 2001:db8::1"),
        ["uri"] = new(Uris.IsUri, "must be a URI with a scheme"),
        ["uri-reference"] = new(Uris.IsUriReference, "must be a URI or a relative reference"),
        ["iri"] = new(Uris.IsIri, "must be an IRI with a scheme"),
        ["iri-reference"] = new(Uris.IsIriReference, "must be an IRI or a relative reference"),
        ["uuid"] = new(Names.IsUuid, "must be a UUID"),
        ["json-pointer"] = new(Names.IsJsonPointer, "must be a JSON Pointer such as /a/0"),
        ["relative-json-pointer"] = new(Names.IsRelativeJsonPointer, "must be a relative JSON Pointer such as 1/a"),
        ["regex"] = new(Names.IsRegex, "must be an ECMA-262 regular expression"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The formats that the drafts define and that can't be checked yet.</summary>
    public static FrozenSet<string> Unchecked { get; } = new[] { "idn-hostname", "uri-template" }.ToFrozenSet();

    public static StringFormat? Find(string name) => s_known.GetValueOrDefault(name);
}
