using System.Text.RegularExpressions;

namespace Goico.JsonSchema.Tests.Formats;

/// <summary>
/// The grammars of the RFCs as regular expressions, rule by rule: another way to say what the formats check by hand.
/// Slow, and meant for texts of a few dozen characters.
/// </summary>
internal static class FormatGrammar
{
    private const string H16 = "[0-9A-Fa-f]{1,4}";
    private const string DecOctet = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])";
    private const string IPv4Address = $@"{DecOctet}(\.{DecOctet}){{3}}";
    private const string Ls32 = $"({H16}:{H16}|{IPv4Address})";

    private const string IPv6Address =
        $"(({H16}:){{6}}{Ls32}|::({H16}:){{5}}{Ls32}|({H16})?::({H16}:){{4}}{Ls32}"
        + $"|(({H16}:){{0,1}}{H16})?::({H16}:){{3}}{Ls32}|(({H16}:){{0,2}}{H16})?::({H16}:){{2}}{Ls32}"
        + $"|(({H16}:){{0,3}}{H16})?::{H16}:{Ls32}|(({H16}:){{0,4}}{H16})?::{Ls32}"
        + $"|(({H16}:){{0,5}}{H16})?::{H16}|(({H16}:){{0,6}}{H16})?::)";

    // Supplementary characters are pairs of UTF-16; those of the tests are in the planes 1, 14 and 15.
    private const string Ucschar = @"|[\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]|\uD83D[\uDC00-\uDFFF]|\uDB44\uDC00";
    private const string Iprivate = @"|[\uE000-\uF8FF]|\uDB80[\uDC00-\uDFFF]";

    public static Regex IPv4 { get; } = Whole(IPv4Address);

    public static Regex IPv6 { get; } = Whole(IPv6Address);

    public static Regex Uri { get; } = Whole(Reference(needsScheme: true, "", ""));

    public static Regex UriReference { get; } = Whole(Reference(needsScheme: false, "", ""));

    public static Regex Iri { get; } = Whole(Reference(needsScheme: true, Ucschar, Iprivate));

    public static Regex IriReference { get; } = Whole(Reference(needsScheme: false, Ucschar, Iprivate));

    public static Regex UriTemplate { get; } = Whole(Template());

    /// <summary>Without leap seconds.</summary>
    public static Regex Time { get; } = Whole(
        @"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])");

    public static Regex Duration { get; } = Whole(
        @"P(([0-9]+D|[0-9]+M([0-9]+D)?|[0-9]+Y([0-9]+M([0-9]+D)?)?)(T(TIME))?|T(TIME)|[0-9]+W)"
            .Replace("TIME", "[0-9]+H([0-9]+M([0-9]+S)?)?|[0-9]+M([0-9]+S)?|[0-9]+S", StringComparison.Ordinal));

    public static Regex Uuid { get; } = Whole("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

    public static Regex JsonPointer { get; } = Whole(@"(/([^~/]|~[01])*)*");

    public static Regex RelativeJsonPointer { get; } =
        Whole(@"(0|[1-9][0-9]*)([+-][1-9][0-9]*)?(#|(/([^~/]|~[01])*)*)");

    /// <summary>Without encoded labels and the limits of lengths.</summary>
    public static Regex Hostname { get; } = Whole(Domain);

    /// <summary>The same, with addresses of version 4 only.</summary>
    public static Regex Email { get; } = Whole(
        $@"({Atext}+(\.{Atext}+)*|""([\x20\x21\x23-\x5B\x5D-\x7E]|\\[\x20-\x7E])*"")@({Domain}|\[{IPv4Address}\])");

    private const string Label = "(?!..--)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private const string Domain = $@"{Label}(\.{Label})*";
    private const string Atext = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]";

    private static string Reference(bool needsScheme, string ucschar, string iprivate)
    {
        const string Encoded = "%[0-9A-Fa-f]{2}";
        const string SubDelims = "!$&'()*+,;=";
        string plain = $@"{Encoded}|[A-Za-z0-9\-._~{SubDelims}]{ucschar}";
        string pchar = $"({plain}|[:@])";
        string segmentWithoutColon = $"({plain}|@)+";
        string pathAbEmpty = $"(/{pchar}*)*";
        string pathAbsolute = $"/({pchar}+(/{pchar}*)*)?";
        string literal = $@"\[({IPv6Address}|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~{SubDelims}:]+)\]";
        string host = $"({literal}|({plain})*)";
        string authority = $"(({plain}|:)*@)?{host}(:[0-9]*)?";
        string hierarchical = $"(//{authority}{pathAbEmpty}|{pathAbsolute}|{pchar}+(/{pchar}*)*|)";
        string relative = $"(//{authority}{pathAbEmpty}|{pathAbsolute}|{segmentWithoutColon}(/{pchar}*)*|)";
        string tail = $@"(\?({pchar}|[/?]{iprivate})*)?(#({pchar}|[/?])*)?";
        string absolute = $"[A-Za-z][A-Za-z0-9+.-]*:{hierarchical}{tail}";
        return needsScheme ? absolute : $"({absolute}|{relative}{tail})";
    }

    private static string Template()
    {
        const string Encoded = "%[0-9A-Fa-f]{2}";
        const string Varchar = $"([A-Za-z0-9_]|{Encoded})";
        const string Varspec = $@"{Varchar}(\.?{Varchar})*(:[1-9][0-9]{{0,3}}|\*)?";
        const string Expression = $@"\{{[+#./;?&]?{Varspec}(,{Varspec})*\}}";
        string literal = $@"[\x21\x23\x24\x26-\x3B\x3D\x3F-\x5B\x5D\x5F\x61-\x7A\x7E]{Ucschar}{Iprivate}|{Encoded}";
        return $"({literal}|{Expression})*";
    }

    private static Regex Whole(string rule) =>
        new($@"\A({rule})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
