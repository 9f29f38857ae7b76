using System.Collections.Frozen;
using Goico.JsonSchema.Formats.Idna;

namespace Goico.JsonSchema.Formats;

/// <summary>Whether a text, as UTF-8, is of a format.</summary>
internal delegate bool FormatTest(ReadOnlySpan<byte> text);

/// <summary>A format that the drafts define.</summary>
/// <param name="Test">Decides.</param>
/// <param name="Demand">What a text must be: "must be a date-time such as …".</param>
internal sealed record StringFormat(FormatTest Test, string Demand)
{
    private const string Hostname = "hostname";
    private const string RelativePointer = "relative-json-pointer";

    private static readonly FrozenDictionary<string, StringFormat> s_known = new Dictionary<string, StringFormat>
    {
        ["date-time"] = new(Times.IsDateTime, "must be a date-time such as 2026-01-31T12:00:00Z"),
        ["date"] = new(Times.IsDate, "must be a date such as 2026-01-31"),
        ["time"] = new(Times.IsTime, "must be a time with an offset, such as 12:00:00Z"),
        ["duration"] = new(Durations.IsDuration, "must be a duration such as P1DT12H"),
        ["email"] = new(Mailboxes.IsEmail, "must be an email address such as jo@example.com"),
        ["idn-email"] = new(Mailboxes.IsInternationalEmail, "must be an email address such as jo@bücher.example"),
        [Hostname] = new(Hosts.IsHostname, "must be a host name such as www.example.com"),
        ["idn-hostname"] = new(InternationalHosts.IsHostname, "must be a host name such as bücher.example"),
        ["ipv4"] = new(Addresses.IsIPv4, "must be an IPv4 address such as 192.0.2.1"),
        ["ipv6"] = new(Addresses.IsIPv6, "must be an IPv6 address such as 2001:db8::1"),
        ["uri"] = new(Uris.IsUri, "must be a URI with a scheme, such as https://example.com/a?b"),
        ["uri-reference"] = new(Uris.IsUriReference, "must be a URI or a relative reference such as ../a?b"),
        ["iri"] = new(Uris.IsIri, "must be an IRI with a scheme, such as https://example.com/bücher"),
        ["iri-reference"] = new(Uris.IsIriReference, "must be an IRI or a relative reference such as ../bücher"),
        ["uri-template"] = new(UriTemplates.IsTemplate, "must be a URI template such as /orders/{id}{?page}"),
        ["uuid"] = new(Names.IsUuid, "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000"),
        ["json-pointer"] = new(Names.IsJsonPointer, "must be a JSON Pointer such as /a/0"),
        [RelativePointer] = new(Names.IsRelativeJsonPointer, "must be a relative JSON Pointer such as 1/a"),
        ["regex"] = new(Names.IsRegex, "must be an ECMA-262 regular expression such as ^[a-z]+$"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly StringFormat s_plainHostname = s_known[Hostname] with { Test = Hosts.IsPlainHostname };

    private static readonly StringFormat s_adjustablePointer =
        s_known[RelativePointer] with { Test = Names.IsAdjustableRelativeJsonPointer };

    /// <summary>
    /// The format of a name, or null for a name that no draft from 4 on defines. A name is known in all drafts, also
    /// in those that came before it: who writes <c>"format": "uuid"</c> in a schema of draft 7 wants a UUID. Names of
    /// draft 3 alone (<c>ip-address</c>, <c>host-name</c>, <c>color</c> and others) are not known.
    /// </summary>
    public static StringFormat? Find(string name, SchemaDraft draft) => (name, draft) switch
    {
        // These drafts cite RFC 1034 alone, to which no label announces an encoding.
        (Hostname, SchemaDraft.Draft4 or SchemaDraft.Draft6) => s_plainHostname,
        (RelativePointer, SchemaDraft.Draft202012) => s_adjustablePointer,
        _ => s_known.GetValueOrDefault(name),
    };
}
