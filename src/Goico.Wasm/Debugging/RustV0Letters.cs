using System.Globalization;

namespace Goico.Wasm.Debugging;

/// <summary>The letters and numbers of which a name of Rust's newer scheme is made, taken one after another.</summary>
internal sealed class RustV0Letters
{
    private const ulong Radix = 62;

    private readonly string _symbol;

    /// <summary>Starts behind the two letters that every name begins with: references count from there.</summary>
    public RustV0Letters(string symbol) => _symbol = symbol["_R".Length..];

    /// <summary>Where the next letter stands.</summary>
    public int At { get; set; }

    /// <summary>Whether something was not as the scheme has it.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The next letter; 0 at the end.</summary>
    public char Next => At < _symbol.Length ? _symbol[At] : '\0';

    public char Take()
    {
        char taken = Next;
        At = Math.Min(At + 1, _symbol.Length);
        return taken;
    }

    public bool TryTake(char letter)
    {
        bool isIt = Next == letter;
        At += isIt ? 1 : 0;
        return isIt;
    }

    /// <summary>What tells things of one name apart; mostly it is not there, which is 0.</summary>
    public ulong Disambiguator() => TryTake('s') ? Base62() + 1 : 0;

    public string Identifier()
    {
        bool isPunycode = TryTake('u');
        ReadOnlySpan<char> rest = _symbol.AsSpan(At);
        int end = rest.IndexOfAnyExceptInRange('0', '9');
        // A zero is a number of its own: what follows it belongs to something else.
        end = Next == '0' ? 1 : end;
        ReadOnlySpan<char> digits = end < 0 ? rest : rest[..end];
        bool isNumber = int.TryParse(digits, CultureInfo.InvariantCulture, out int length);
        At += digits.Length;
        TryTake('_');
        if (!isNumber || length > _symbol.Length - At)
        {
            IsBroken = true;
            return "";
        }
        string name = _symbol.Substring(At, length);
        At += length;
        return isPunycode ? $"punycode{{{name}}}" : name;
    }

    /// <summary>Hexadecimal digits up to an underscore.</summary>
    public string Digits()
    {
        int end = _symbol.IndexOf('_', At);
        if (end < 0)
        {
            IsBroken = true;
            return "";
        }
        string digits = _symbol[At..end];
        At = end + 1;
        return digits;
    }

    /// <summary>A number that ends with an underscore; of the largest, which are digests, the last 64 bits.</summary>
    public ulong Base62()
    {
        if (TryTake('_'))
        {
            return 0;
        }
        ulong number = 0;
        for (char digit = Take(); digit != '_'; digit = Take())
        {
            int value = char.IsAsciiDigit(digit) ? digit - '0'
                : char.IsAsciiLetterLower(digit) ? digit - 'a' + 10
                : char.IsAsciiLetterUpper(digit) ? digit - 'A' + 36
                : -1;
            if (value < 0)
            {
                IsBroken = true;
                return 0;
            }
            number = number * Radix + (ulong)value;
        }
        return number + 1;
    }
}
