using System.Globalization;
using System.Text;

namespace Goico.JsonSchema.Tests.Formats;

/// <summary>Random texts of the formats, by their grammars, and texts that are almost so.</summary>
internal sealed class RandomFormatText(int seed)
{
    private const string Alphanumeric = "abcxyzABCXYZ0129";

    // Pieces that have a part in some grammar, and some that have none.
    private static readonly string[] s_pieces =
    [
        "a", "B", "f", "g", "x", "0", "1", "2", "25", "255", "256", "00", "9", "-", "--", "+", ".", "..", ":", "::", "/", "//", "?", "#", "[", "]", "@", "%", "%41", "%zZ",
        "{", "}", "{a}", "{?a,b*}", "{+a:3}", "*", ",", ";", "=", "&", "!", "$", "'", "(", ")", "~", "~0", "~1", "_", "|", "\\", "\"", "<", " ", "\n", "\u007f", "\u0085", "é", "ß",
        "\u00b7", "א", "ب", "\u0660", "\u06f0", "\u200c", "\u200d", "\u0301", "\u094d", "か", "中", "。", "\ue000", "\ufdd0", "\ufffd", "😀", "\U000e1000", "\U000f0000",
        "xn--", "xn--4db", "xn--bcher-kva", "http:", "mailto:", "v1.", "IPv6:", "T", "t", "Z", "z", "P", "1D", "2H", "3M", "4S", "5W", "6Y", "12:00:00", "2026-01-31", "2024-02-29", ":60",
        "00000000", "-4aa4", "deadbeef", "123456789abc", "^", "$", "(?:", "\\d", "[a-", "1.2.3.4", "::1",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A text of a format; null for those without a generator here.</summary>
    public string? Valid(string format) => format switch
    {
        "date-time" => $"{Date()}{Pick("T", "t")}{Time()}",
        "date" => Date(),
        "time" => Time(),
        "duration" => Duration(),
        "email" or "idn-email" => $"{Many(1, 3, ".", () => Word(1, 8, Alphanumeric + "!#$%&'*+-/=?^_`{|}~"))}@{Host()}",
        "hostname" or "idn-hostname" => Host(),
        "ipv4" => IPv4(),
        "ipv6" => IPv6(),
        "uri" or "iri" => $"{Pick("http", "urn", "x-1+2.3")}:{Hierarchy()}{Tail()}",
        "uri-reference" or "iri-reference" => $"{Pick("", "//" + Authority() + "/", "/", "./", "a/", "../")}{Path()}{Tail()}",
        "uri-template" => Many(0, 4, "", () => Pick(Path(), Expression())),
        "uuid" => new Guid(_random.Next(), (short)_random.Next(), (short)_random.Next(), Bytes(8))
            .ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant(),
        "json-pointer" => Pointer(),
        "relative-json-pointer" => $"{_random.Next(200)}{Pick("", "#", Pointer())}",
        _ => null,
    };

    /// <summary>A text of pieces that the grammars have, in any order.</summary>
    public string Any() => Many(0, 9, "", () => Pick(s_pieces));

    /// <summary>A text with a piece left out, doubled, inserted or replaced.</summary>
    public string Change(string text)
    {
        int at = _random.Next(text.Length + 1);
        int count = Math.Min(_random.Next(3), text.Length - at);
        string changed = $"{text[..at]}{(_random.Next(3) == 0 ? "" : Pick(s_pieces))}{text[(at + count)..]}";
        // What was cut in two is no text; the JSON scanner would refuse it.
        return changed.EnumerateRunes().Aggregate(new StringBuilder(), (all, rune) => all.Append(rune.ToString())).ToString();
    }

    private string Date()
    {
        DateOnly date = DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));
        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string Time()
    {
        var time = new TimeOnly(_random.NextInt64(TimeSpan.TicksPerDay));
        string fraction = Pick("", "." + _random.Next(1_000_000).ToString(CultureInfo.InvariantCulture));
        string offset = Pick("Z", "z", $"{Pick("+", "-")}{_random.Next(24):00}:{_random.Next(60):00}");
        return string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm:ss}{fraction}{offset}");
    }

    private string Duration()
    {
        string date = Units("YMD");
        string time = Units("HMS");
        return Pick($"P{date}", $"PT{time}", $"P{date}T{time}", $"P{_random.Next(100)}W");
    }

    private string Units(string units)
    {
        int first = _random.Next(units.Length);
        int last = _random.Next(first, units.Length);
        return string.Concat(units[first..(last + 1)].Select(unit => $"{_random.Next(1000)}{unit}"));
    }

    private string Host() => Many(1, 4, ".", () =>
        Pick(Word(1, 1, Alphanumeric), $"{Word(1, 2, Alphanumeric)}{Word(0, 8, Alphanumeric)}-{Word(1, 8, Alphanumeric)}"
            .Replace("--", "-", StringComparison.Ordinal)));

    private string IPv4() => string.Join('.', Bytes(4));

    private string IPv6()
    {
        string[] groups = [.. Enumerable.Range(0, 8).Select(_ => Word(1, 4, "0123456789abcdefABCDEF"))];
        string[] whole = _random.Next(3) == 0 ? [.. groups[..6], IPv4()] : groups;
        if (_random.Next(2) == 0)
            return string.Join(':', whole);
        int from = _random.Next(7);
        int to = _random.Next(from + 1, whole.Length == 7 ? 7 : 9);
        return $"{string.Join(':', whole.Take(from))}::{string.Join(':', whole.Skip(to))}";
    }

    private string Hierarchy() => Pick($"//{Authority()}{Pick("", "/" + Path())}", $"/a{Path()}", Word(1, 5, Alphanumeric) + Path(), "");

    private string Authority() =>
        $"{Pick("", "u@", "u:p%40@")}{Pick(Host(), IPv4(), $"[{IPv6()}]", "[v1.a:b]", "")}{Pick("", ":", ":80")}";

    private string Path() => Many(0, 4, "/", () => Many(0, 5, "", () => Pick(Word(1, 3, Alphanumeric), "%2F", "~", "!$&'()*+,;=", "-._")));

    private string Tail() => $"{Pick("", "?", "?a=b&c/d?e")}{Pick("", "#", "#a/b?c")}";

    private string Expression() => $"{{{Pick("", "+", "#", ".", "/", ";", "?", "&")}{Many(1, 3, ",", Variable)}}}";

    private string Variable() => $"{Many(1, 3, ".", () => Pick(Word(1, 5, Alphanumeric + "_"), "%4A"))}{Pick("", "*", ":3", ":9999")}";

    private string Pointer() => string.Concat(Enumerable.Range(0, _random.Next(4)).Select(_ => "/" + Pick("", "a", "~0", "~1b", "é", "0", "#")));

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Word(int least, int most, string alphabet) =>
        string.Concat(Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => alphabet[_random.Next(alphabet.Length)]));

    private string Many(int least, int most, string separator, Func<string> make) =>
        string.Join(separator, Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => make()));

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
