using System.Globalization;
using System.Numerics;

namespace Goico.JsonSchema.Tests.Reference;

/// <summary>
/// A number as digits times a power of ten, the digits without a trailing zero: equal numbers are equal records.
/// </summary>
internal sealed record ReferenceNumber(BigInteger Digits, long Exponent)
{
    public bool IsInteger => Exponent >= 0;

    public int Sign => Digits.Sign;

    public int DigitCount => BigInteger.Abs(Digits).ToString(CultureInfo.InvariantCulture).Length;

    public static ReferenceNumber Parse(string written)
    {
        int e = written.IndexOfAny(['e', 'E']);
        long exponent = e < 0 ? 0 : long.Parse(written[(e + 1)..], CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? written : written[..e];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        string digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        string significant = digits.TrimEnd('0');
        BigInteger value = significant is "" or "-" ? 0 : BigInteger.Parse(significant, CultureInfo.InvariantCulture);
        return value.IsZero
            ? new ReferenceNumber(0, 0)
            : new ReferenceNumber(value, exponent + digits.Length - significant.Length);
    }

    public static ReferenceNumber Of(long value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    public static int Compare(ReferenceNumber a, ReferenceNumber b)
    {
        if (a.Sign != b.Sign || a.Sign == 0)
            return a.Sign.CompareTo(b.Sign);
        // Where the first digit stands decides, unless it is the same place: only then are both written out.
        int magnitude = (a.DigitCount + a.Exponent).CompareTo(b.DigitCount + b.Exponent);
        if (magnitude != 0)
            return magnitude * a.Sign;
        long common = Math.Min(a.Exponent, b.Exponent);
        return a.Scaled(common).CompareTo(b.Scaled(common));
    }

    /// <summary>Whether this number is an integer times another, which is positive.</summary>
    public bool IsMultipleOf(ReferenceNumber divisor)
    {
        long shift = Exponent - divisor.Exponent;
        if (shift >= 0)
            return (Digits * BigInteger.ModPow(10, shift, divisor.Digits) % divisor.Digits).IsZero;
        // What has more zeros than we have digits is larger than we are, and divides only zero.
        return Digits.IsZero
            || (-shift <= DigitCount && (Digits % (divisor.Digits * BigInteger.Pow(10, (int)-shift))).IsZero);
    }

    private BigInteger Scaled(long exponent) => Digits * BigInteger.Pow(10, (int)(Exponent - exponent));
}
