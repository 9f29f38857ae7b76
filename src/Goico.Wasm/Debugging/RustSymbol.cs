using System.Buffers;
using System.Globalization;
using System.Text;

namespace Goico.Wasm.Debugging;

/// <summary>Reads the names that Rust's compiler gives to functions back as they stand in the source.</summary>
/// <remarks>
/// The older names look like those of C++, <c>_ZN3foo3bar17h0123456789abcdefE</c>: parts, each after its length, and at
/// last a hash, which C++ has not. The newer begin with <c>_R</c>, see <see cref="RustV0Symbol"/>. C++ names come out
/// of the linker readable, so nothing is done about them.
/// </remarks>
internal static class RustSymbol
{
    private const int HashDigits = 16;
    private const int MaxChars = 2_000;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private static readonly SearchValues<char> Special = SearchValues.Create("$.");

    /// <summary>The name as it is written in Rust; unchanged where it is none of Rust's, or too long.</summary>
    public static string Demangle(string symbol)
    {
        if (symbol.Length > MaxChars)
        {
            return symbol;
        }
        if (symbol.StartsWith("_R", StringComparison.Ordinal))
        {
            return RustV0Symbol.Demangle(symbol) ?? symbol;
        }
        return symbol.StartsWith("_ZN", StringComparison.Ordinal) ? DemangleLegacy(symbol) ?? symbol : symbol;
    }

    private static string? DemangleLegacy(string symbol)
    {
        ReadOnlySpan<char> rest = symbol.AsSpan("_ZN".Length);
        var path = new StringBuilder();
        ReadOnlySpan<char> last = [];
        while (!rest.IsEmpty && rest[0] != 'E')
        {
            int digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0 || !int.TryParse(rest[..digits], CultureInfo.InvariantCulture, out int length)
                || length > rest.Length - digits)
            {
                return null;
            }
            if (!last.IsEmpty)
            {
                path.Append(path.Length > 0 ? "::" : "");
                AppendPart(path, last);
            }
            last = rest.Slice(digits, length);
            rest = rest[(digits + length)..];
        }
        bool isRust = !rest.IsEmpty && last.Length == HashDigits + 1 && last[0] == 'h'
            && !last[1..].ContainsAnyExcept(HexDigits);
        return isRust && path.Length > 0 ? path.ToString() : null;
    }

    /// <summary>What can't stand in a linker's name stands between dollars or is made of points.</summary>
    private static void AppendPart(StringBuilder path, ReadOnlySpan<char> part)
    {
        part = part.StartsWith("_$") ? part[1..] : part;
        for (int special = part.IndexOfAny(Special); special >= 0; special = part.IndexOfAny(Special))
        {
            path.Append(part[..special]);
            part = part[special..];
            if (part[0] == '.')
            {
                bool isDouble = part.StartsWith("..");
                path.Append(isDouble ? "::" : ".");
                part = part[(isDouble ? 2 : 1)..];
                continue;
            }
            int end = part[1..].IndexOf('$') + 1;
            string? text = end == 0 ? null : TextOf(part[1..end]);
            path.Append(text ?? "$");
            part = part[(text is null ? 1 : end + 1)..];
        }
        path.Append(part);
    }

    private static string? TextOf(ReadOnlySpan<char> escape)
    {
        if (escape.Length > 1 && escape[0] == 'u'
            && int.TryParse(escape[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            return Rune.IsValid(code) && !Rune.IsControl(new Rune(code)) ? new Rune(code).ToString() : null;
        }
        return escape switch
        {
            "SP" => "@",
            "BP" => "*",
            "RF" => "&",
            "LT" => "<",
            "GT" => ">",
            "LP" => "(",
            "RP" => ")",
            "C" => ",",
            _ => null,
        };
    }
}
