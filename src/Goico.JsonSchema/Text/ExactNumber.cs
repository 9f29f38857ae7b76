using System.Globalization;
using System.Numerics;
using System.Text;

namespace Goico.JsonSchema.Text;

/// <summary>
/// A JSON number without rounding: sign, significant decimal digits and a power of ten, with no trailing zero in the
/// digits, so that equal numbers have equal parts. Up to 19 digits live in a <c>ulong</c>; longer ones in an array.
/// </summary>
internal readonly struct ExactNumber
{
    private const int MantissaDigits = 19;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    private readonly ulong _mantissa;
    private readonly byte[]? _longDigits;

    private ExactNumber(bool negative, ulong mantissa, byte[]? longDigits, int digitCount, long exponent)
    {
        IsNegative = negative;
        _mantissa = mantissa;
        _longDigits = longDigits;
        DigitCount = digitCount;
        Exponent = exponent;
    }

    public bool IsNegative { get; }

    /// <summary>How many significant digits; 0 for zero.</summary>
    public int DigitCount { get; }

    /// <summary>The power of ten of the last significant digit; 0 for zero.</summary>
    public long Exponent { get; }

    public bool IsZero => DigitCount == 0;

    /// <summary>Whether the number has no fraction, however it is written: 1.0 and 1e2 have none.</summary>
    public bool IsInteger => Exponent >= 0;

    /// <summary>The significant digits as an integer, without the sign.</summary>
    public BigInteger Significand => BigInteger.Parse(
        Encoding.ASCII.GetString(AllDigits()), CultureInfo.InvariantCulture);

    /// <summary>Reads a number that the scanner has accepted.</summary>
    public static ExactNumber Parse(ReadOnlySpan<byte> raw) =>
        raw.Length <= MantissaDigits && TryParseShort(raw, out ExactNumber number) ? number : ParseLong(raw);

    /// <summary>The common case: at most as many digits as a mantissa holds, and no exponent.</summary>
    private static bool TryParseShort(ReadOnlySpan<byte> raw, out ExactNumber number)
    {
        bool negative = raw[0] == '-';
        ulong mantissa = 0;
        int point = raw.Length;
        for (int i = negative ? 1 : 0; i < raw.Length; i++)
        {
            uint digit = raw[i] - (uint)'0';
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                continue;
            }

            if (raw[i] != '.')
            {
                number = default;
                return false;
            }

            point = i + 1;
        }

        int exponent = point - raw.Length;
        while (mantissa != 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }

        number = mantissa == 0 ? default : new ExactNumber(negative, mantissa, null, CountDigits(mantissa), exponent);
        return true;
    }

    private static int CountDigits(ulong mantissa)
    {
        int digits = 1;
        while (digits < MantissaDigits && mantissa >= PowersOfTen[digits])
            digits++;
        return digits;
    }

    private static ExactNumber ParseLong(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<byte> rest = raw[0] == '-' ? raw[1..] : raw;
        ulong mantissa = 0;
        int digits = 0;
        int zeros = 0;
        int fraction = 0;
        bool inFraction = false;
        long exponent = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            byte b = rest[i];
            if (b == '.')
            {
                inFraction = true;
            }
            else if ((b | 0x20) == 'e')
            {
                exponent = long.Parse(rest[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else
            {
                fraction += inFraction ? 1 : 0;
                Append(b - '0', ref mantissa, ref digits, ref zeros);
            }
        }

        if (digits == 0)
            return default;
        byte[]? longDigits = digits > MantissaDigits ? Digits(rest, digits) : null;
        bool negative = raw[0] == '-';
        exponent += zeros - fraction;
        return new ExactNumber(negative, longDigits is null ? mantissa : 0, longDigits, digits, exponent);
    }

    /// <summary>Compares two numbers by value.</summary>
    public static int Compare(in ExactNumber a, in ExactNumber b)
    {
        if (a.IsZero || b.IsZero)
            return a.Sign - b.Sign;
        if (a.IsNegative != b.IsNegative)
            return a.IsNegative ? -1 : 1;
        int magnitude = CompareMagnitude(a, b);
        return a.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>Whether two numbers have the same value.</summary>
    public static bool Same(in ExactNumber a, in ExactNumber b) =>
        a.IsNegative == b.IsNegative && a.Exponent == b.Exponent && a.DigitCount == b.DigitCount
        && a._mantissa == b._mantissa && a._longDigits.AsSpan().SequenceEqual(b._longDigits);

    /// <summary>A hash that equal values share.</summary>
    public int Hash()
    {
        int hash = JsonText.Combine(IsNegative ? 1 : 0, _mantissa);
        hash = JsonText.Combine(hash, (ulong)Exponent);
        return _longDigits is null ? hash : JsonText.Combine(hash, (uint)JsonText.Hash(_longDigits));
    }

    /// <summary>Whether this number divided by a positive one is an integer.</summary>
    public bool IsMultipleOf(in ExactNumber divisor)
    {
        if (IsZero)
            return true;
        // Our digits end in no zero, so ten times anything never divides them.
        long shift = Exponent - divisor.Exponent;
        if (shift < 0)
            return false;
        if (divisor._mantissa == 1)
            return true;
        if (_longDigits is null && divisor._longDigits is null && DigitCount + shift <= MantissaDigits)
            return _mantissa * PowersOfTen[(int)shift] % divisor._mantissa == 0;
        if (divisor._longDigits is null)
            return IsMultipleOf(divisor._mantissa, shift);
        string digits = Encoding.ASCII.GetString(divisor._longDigits);
        return IsMultipleOf(BigInteger.Parse(digits, CultureInfo.InvariantCulture), shift);
    }

    /// <summary>The value, when it is an integer that a <c>long</c> holds.</summary>
    public bool TryInt64(out long value)
    {
        value = 0;
        if (IsZero)
            return true;
        if (_longDigits is not null || Exponent < 0 || Exponent + DigitCount > MantissaDigits)
            return false;
        ulong scaled = _mantissa * PowersOfTen[(int)Exponent];
        if (scaled > long.MaxValue)
            return false;
        value = IsNegative ? -(long)scaled : (long)scaled;
        return true;
    }

    /// <summary>The greatest integer that is not above the value, when it is small enough to say at once.</summary>
    public bool TryFloor(out long floor)
    {
        if (TryInt64(out floor))
            return true;
        if (_longDigits is not null || Exponent >= 0 || -Exponent >= MantissaDigits || _mantissa > long.MaxValue)
            return false;
        long whole = (long)(_mantissa / PowersOfTen[(int)-Exponent]);
        floor = IsNegative ? -whole - 1 : whole;
        return true;
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private static void Append(int digit, ref ulong mantissa, ref int digits, ref int zeros)
    {
        if (digit == 0)
        {
            // Zeros count only once a digit follows; leading ones never do.
            zeros += digits > 0 ? 1 : 0;
            return;
        }

        digits += zeros + 1;
        if (digits <= MantissaDigits)
            mantissa = (mantissa * PowersOfTen[zeros + 1]) + (uint)digit;
        zeros = 0;
    }

    private static byte[] Digits(ReadOnlySpan<byte> text, int count)
    {
        byte[] digits = new byte[count];
        int written = 0;
        for (int i = 0; written < count; i++)
        {
            if (text[i] == '.' || (written == 0 && text[i] == '0'))
                continue;
            digits[written++] = text[i];
        }

        return digits;
    }

    private static int CompareMagnitude(in ExactNumber a, in ExactNumber b)
    {
        int scale = (a.Exponent + a.DigitCount).CompareTo(b.Exponent + b.DigitCount);
        if (scale != 0)
            return scale;
        if (a._longDigits is null && b._longDigits is null)
        {
            ulong left = a._mantissa * PowersOfTen[MantissaDigits - a.DigitCount];
            return left.CompareTo(b._mantissa * PowersOfTen[MantissaDigits - b.DigitCount]);
        }

        // Same position of the first digit: the digits compare like text, and the longer one wins a tie.
        return a.AllDigits().SequenceCompareTo(b.AllDigits());
    }

    private ReadOnlySpan<byte> AllDigits() =>
        _longDigits ?? Encoding.ASCII.GetBytes(_mantissa.ToString(CultureInfo.InvariantCulture));

    private bool IsMultipleOf(ulong divisor, long shift)
    {
        UInt128 remainder = 0;
        if (_longDigits is null)
        {
            remainder = _mantissa % divisor;
        }
        else
        {
            foreach (byte digit in _longDigits)
                remainder = ((remainder * 10) + (uint)(digit - '0')) % divisor;
        }

        // Times ten to the shift, modulo the divisor, by squaring.
        UInt128 power = 10 % divisor;
        for (; shift > 0 && remainder != 0; shift >>= 1)
        {
            if ((shift & 1) != 0)
                remainder = remainder * power % divisor;
            power = power * power % divisor;
        }

        return remainder == 0;
    }

    private bool IsMultipleOf(BigInteger divisor, long shift)
    {
        BigInteger remainder = 0;
        foreach (byte digit in AllDigits())
            remainder = ((remainder * 10) + (digit - '0')) % divisor;
        return (remainder * BigInteger.ModPow(10, shift, divisor) % divisor).IsZero;
    }
}
