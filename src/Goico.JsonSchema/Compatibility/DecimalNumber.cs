using System.Globalization;
using System.Numerics;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Compatibility;

/// <summary>
/// A number that can be calculated with exactly: units times a power of ten, both of reasonable size.
/// </summary>
internal readonly record struct DecimalNumber(BigInteger Units, int Exponent)
{
    // Beyond these, exact arithmetic would take memory that no schema is worth.
    private const int LargestExponent = 400;
    private const int MostDigits = 400;

    public bool IsInteger => Exponent >= 0 || (Units % BigInteger.Pow(10, -Exponent)).IsZero;

    /// <summary>The number of a schema; null when it is too long or too far from 1 to calculate with.</summary>
    public static DecimalNumber? From(in ExactNumber number)
    {
        if (number.DigitCount > MostDigits || Math.Abs(number.Exponent) > LargestExponent)
            return null;
        BigInteger units = number.Significand;
        return new DecimalNumber(number.IsNegative ? -units : units, (int)number.Exponent);
    }

    /// <summary>How many units of a power of ten it is; the power must not be greater than its own.</summary>
    public BigInteger At(int exponent) => Units * BigInteger.Pow(10, Exponent - exponent);

    public static int Compare(DecimalNumber a, DecimalNumber b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return a.At(exponent).CompareTo(b.At(exponent));
    }

    public static DecimalNumber operator +(DecimalNumber a, DecimalNumber b)
    {
        int exponent = Math.Min(a.Exponent, b.Exponent);
        return new DecimalNumber(a.At(exponent) + b.At(exponent), exponent);
    }

    public static DecimalNumber operator -(DecimalNumber a, DecimalNumber b) =>
        a + new DecimalNumber(-b.Units, b.Exponent);

    /// <summary>The number as JSON writes it.</summary>
    public override string ToString()
    {
        const int longestZeros = 30;
        string sign = Units.Sign < 0 ? "-" : "";
        string digits = BigInteger.Abs(Units).ToString(CultureInfo.InvariantCulture);
        if (Exponent >= 0 || Units.IsZero)
        {
            return Units.IsZero || Exponent <= longestZeros
                ? sign + digits + (Units.IsZero ? "" : new string('0', Exponent))
                : $"{sign}{digits}e{Exponent}";
        }

        if (digits.Length - Exponent > 2 * longestZeros && digits.Length < -Exponent)
            return $"{sign}{digits}e{Exponent}";
        digits = digits.PadLeft(1 - Exponent, '0');
        string fraction = digits[(digits.Length + Exponent)..].TrimEnd('0');
        string whole = digits[..(digits.Length + Exponent)];
        return fraction.Length == 0 ? sign + whole : $"{sign}{whole}.{fraction}";
    }
}
