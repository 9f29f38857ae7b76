using System.Globalization;
using System.Numerics;
using System.Text;
using Goico.JsonSchema.Tests.Reference;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Random numbers, texts and names, most of them where implementations go wrong.</summary>
internal sealed class RandomScalars(Random random)
{
    private const long LargestExponent = 999_999_999;

    private static readonly string[] s_edges =
    [
        "9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740993", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
        "18446744073709551616", "999999999999999999", "1000000000000000000", "9999999999999999999",
        "10000000000000000000", "12345678901234567890123", "79228162514264337593543950336", "1e18", "1e19", "1e400",
        "-1e400", "1e-400", "1e999999999", "1e-999999999", "-1E+999999999", "0.1", "0.2", "0.30000000000000004",
        "1.0000000000000000000001", "0.00000000000000000000000000000000000001", "4294967296", "2147483648", "-0",
        "0.0", "-0.0e0", "0e999999999", "1E00005", "100", "1e2", "123456789012345678.5",
    ];

    private static readonly string[] s_units =
    [
        "a", "b", "c", "A", "1", "2", " ", "_", "-", "/", "\\", "\"", "~", "%", "é", "e\u0301", "ß", "\u0000", "\u001f",
        "\n", "\t", "\u007f", "\u2028", "\ufeff", "\ufffd", "😀", "𝒳", "\U0010ffff",
    ];

    private static readonly string[] s_names =
        ["a", "b", "c", "ab", "x1", "é", "e\u0301", "😀", "a/b", "~t", "", "A", "\u0000", "$ref", "properties", "\""];

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => random.Next(times) == 0;

    public JsonTree Number() => JsonTree.Number(random.Next(10) switch
    {
        < 5 => random.Next(-3, 13).ToString(CultureInfo.InvariantCulture),
        < 7 => Pick(["0.5", "1.5", "0.25", "-2.75", "0.1", "0.01", "2.50", "3.0", "1e1", "20e-1"]),
        < 8 => Pick(s_edges),
        _ => Digits(),
    });

    /// <summary>A number at or right beside another.</summary>
    public JsonTree Near(JsonTree number)
    {
        ReferenceNumber value = number.Value;
        if (OneIn(3))
            return Respelt(number);
        int finer = random.Next(4) * (OneIn(4) ? 7 : 1);
        // One more or less in the units, where those are in reach, or in the last place, or in a finer one.
        bool units = OneIn(2) && value.Exponent is > -40 and < 40;
        long exponent = units ? Math.Min(value.Exponent, 0) : value.Exponent - finer;
        BigInteger step = units ? BigInteger.Pow(10, (int)-exponent) : 1;
        BigInteger digits = value.Digits * BigInteger.Pow(10, (int)(value.Exponent - exponent));
        return Spelt(new ReferenceNumber(digits + (step * (OneIn(2) ? 1 : -1)), exponent), number);
    }

    /// <summary>A small multiple of a number, or a value right beside it.</summary>
    public JsonTree Multiple(JsonTree divisor)
    {
        ReferenceNumber value = divisor.Value;
        JsonTree multiple = Spelt(value with { Digits = value.Digits * random.Next(-4, 12) }, divisor);
        return OneIn(5) ? Near(multiple) : multiple;
    }

    /// <summary>The same number in other words.</summary>
    public JsonTree Respelt(JsonTree number) => Spelt(number.Value, number);

    public string Text() => Text(random.Next(OneIn(8) ? 40 : 5));

    /// <summary>A text of so many code points.</summary>
    public string Text(int length)
    {
        var text = new StringBuilder();
        // All of one kind at times: the length in bytes then says most, and least, about that in characters.
        string? only = OneIn(5) ? Pick(["😀", "é", "\n", "\u2028", "/"]) : null;
        while (length > 0)
        {
            string unit = only ?? (OneIn(2) ? Pick(["a", "b", "1"]) : Pick(s_units));
            text.Append(unit);
            length -= unit.EnumerateRunes().Count();
        }

        return text.ToString();
    }

    /// <summary>A property name: one of very few as a rule, so that schemas and instances mean the same ones.</summary>
    public string Name() => random.Next(10) switch
    {
        < 6 => Pick(["a", "b", "c"]),
        < 9 => Pick(s_names),
        _ => OneIn(3) ? Text() : Pick(["ab", "x1"]),
    };

    /// <summary>An argument of minLength and its like.</summary>
    public JsonTree Count() => JsonTree.Number(OneIn(12)
        ? Pick(["3.0", "20e-1", "2e0", "-0", "0.0", "2147483647", "2147483648", "9999999999999999999999", "1e30"])
        : random.Next(5).ToString(CultureInfo.InvariantCulture));

    private string Digits()
    {
        string Some(int least, int most) => string.Concat(Enumerable.Range(0, random.Next(least, most))
            .Select(_ => (char)('0' + (OneIn(3) ? 0 : random.Next(10)))));
        string whole = Some(0, OneIn(3) ? 45 : 6).TrimStart('0');
        string fraction = OneIn(2) ? "" : $".{Some(1, OneIn(3) ? 45 : 4)}";
        string exponent = OneIn(3) ? $"{Pick(["e", "E", "e+", "e-", "E-0"])}{random.Next(30)}" : "";
        return $"{(OneIn(3) ? "-" : "")}{(whole.Length == 0 ? "0" : whole)}{fraction}{exponent}";
    }

    private JsonTree Spelt(ReferenceNumber value, JsonTree otherwise)
    {
        if (value.Digits.IsZero)
            return JsonTree.Number(Pick(["0", "-0", "0.0", "0e5", "-0.00E-3"]));
        string digits = BigInteger.Abs(value.Digits).ToString(CultureInfo.InvariantCulture);
        long exponent = value.Exponent;
        int zeros = exponent is > 0 and < 25 && OneIn(2) ? (int)exponent : OneIn(3) ? random.Next(4) : 0;
        digits += new string('0', zeros);
        exponent -= zeros;
        int fraction = exponent is < 0 and > -25 && OneIn(2) ? (int)-exponent
            : OneIn(3) ? random.Next(digits.Length + 3) : 0;
        digits = digits.PadLeft(fraction + 1, '0');
        exponent += fraction;
        if (Math.Abs(exponent) > LargestExponent)
            return otherwise.Clone();
        string sign = value.Digits.Sign < 0 ? "-" : "";
        string point = fraction > 0 ? $".{digits[^fraction..]}" : "";
        string power = exponent == 0 && !OneIn(6) ? ""
            : $"{Pick(["e", "E"])}{(exponent < 0 ? "-" : Pick(["", "+"]))}{Pick(["", "", "00"])}{Math.Abs(exponent)}";
        return JsonTree.Number($"{sign}{digits[..^fraction]}{point}{power}");
    }
}
