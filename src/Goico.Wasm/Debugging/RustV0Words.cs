using System.Globalization;
using System.Text;

namespace Goico.Wasm.Debugging;

/// <summary>What single letters stand for in a name of Rust's newer scheme.</summary>
internal static class RustV0Words
{
    /// <summary>A constant of a type; null where the type is none that constants may be of.</summary>
    /// <param name="type">The type's letter.</param>
    /// <param name="digits">Its hexadecimal digits, without a sign.</param>
    public static string? Constant(char type, string digits)
    {
        bool isNumber = ulong.TryParse(
            digits.Length == 0 ? "0" : digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out ulong value);
        if (!isNumber)
        {
            // More than 64 bits.
            return type is 'n' or 'o' ? $"0x{digits}" : null;
        }
        return type switch
        {
            'b' => value == 0 ? "false" : "true",
            'c' => value <= int.MaxValue && Rune.IsValid((int)value) && !Rune.IsControl(new Rune((int)value))
                ? $"'{new Rune((int)value)}'" : null,
            'a' or 'h' or 'i' or 'j' or 'l' or 'm' or 'n' or 'o' or 's' or 't' or 'x' or 'y' =>
                value.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <summary>A type that has a letter of its own; null for other letters.</summary>
    public static string? BasicType(char letter) => letter switch
    {
        'a' => "i8",
        'b' => "bool",
        'c' => "char",
        'd' => "f64",
        'e' => "str",
        'f' => "f32",
        'h' => "u8",
        'i' => "isize",
        'j' => "usize",
        'l' => "i32",
        'm' => "u32",
        'n' => "i128",
        'o' => "u128",
        'p' => "_",
        's' => "i16",
        't' => "u16",
        'u' => "()",
        'v' => "...",
        'x' => "i64",
        'y' => "u64",
        'z' => "!",
        _ => null,
    };
}
