using System.Globalization;
using System.Text;

namespace Goico.Wasm.Debugging;

/// <summary>
/// A name of Rust's newer scheme, read back. Lifetimes and what tells crates of one name apart are left out, as people
/// don't write them. A name may refer to its own parts, so it could grow beyond measure: steps, depth and length are
/// bounded.
/// </summary>
/// <remarks>
/// https://doc.rust-lang.org/rustc/symbol-mangling/v0.html (RFC 2603). Constants other than integers, characters and
/// truth values, which no released compiler allows, are not read.
/// </remarks>
internal sealed class RustV0Symbol
{
    private const int MaxSteps = 4_000;
    private const int MaxDepth = 100;
    private const int MaxChars = 1_000;

    private readonly RustV0Letters _letters;
    private readonly StringBuilder _text = new();
    private int _steps;
    private int _depth;
    private int _silent;

    private RustV0Symbol(string symbol) => _letters = new RustV0Letters(symbol);

    /// <summary>The name as it is written in Rust; null where it is not of the scheme. The longest are cut.</summary>
    public static string? Demangle(string symbol)
    {
        var reading = new RustV0Symbol(symbol);
        reading.Path(isValue: true);
        // What may follow, the crate that needed the function or a tool's suffix, is no part of its name.
        bool isWhole = !reading._letters.IsBroken && reading._text.Length > 0;
        return isWhole || reading._text.Length > MaxChars ? reading._text.ToString() : null;
    }

    private void Path(bool isValue)
    {
        if (!Enter())
        {
            return;
        }
        switch (_letters.Take())
        {
            case 'C':
                _letters.Disambiguator();
                Write(_letters.Identifier());
                break;
            case 'M':
                ImplPath();
                Write("<");
                Type();
                Write(">");
                break;
            case 'X':
                ImplPath();
                Qualified();
                break;
            case 'Y':
                Qualified();
                break;
            case 'N':
                Nested(isValue);
                break;
            case 'I':
                Path(isValue);
                Write(isValue ? "::<" : "<");
                List(GenericArgument);
                Write(">");
                break;
            case 'B':
                Refer(() => Path(isValue));
                break;
            default:
                _letters.IsBroken = true;
                break;
        }
        _depth--;
    }

    /// <summary>Where an implementation stands: the type and the trait that follow say enough.</summary>
    private void ImplPath()
    {
        _silent++;
        _letters.Disambiguator();
        Path(isValue: false);
        _silent--;
    }

    private void Qualified()
    {
        Write("<");
        Type();
        Write(" as ");
        Path(isValue: false);
        Write(">");
    }

    private void Nested(bool isValue)
    {
        char space = _letters.Take();
        Path(isValue);
        ulong number = _letters.Disambiguator();
        string name = _letters.Identifier();
        if (char.IsAsciiLetterLower(space))
        {
            Write(name.Length > 0 ? "::" : "");
            Write(name);
            return;
        }
        string kind = space switch
        {
            'C' => "closure",
            'S' => "shim",
            _ => space.ToString(),
        };
        Write(string.Create(
            CultureInfo.InvariantCulture, $"::{{{kind}{(name.Length > 0 ? ":" : "")}{name}#{number}}}"));
    }

    private void GenericArgument()
    {
        if (_letters.TryTake('L'))
        {
            _letters.Base62();
            Write("'_");
        }
        else if (_letters.TryTake('K'))
        {
            Constant();
        }
        else
        {
            Type();
        }
    }

    private void Type()
    {
        if (RustV0Words.BasicType(_letters.Next) is { } basic)
        {
            _letters.Take();
            Write(basic);
            return;
        }
        if (!Enter())
        {
            return;
        }
        switch (_letters.Next)
        {
            case 'A':
                Slice(isArray: true);
                break;
            case 'S':
                Slice(isArray: false);
                break;
            case 'T':
                _letters.Take();
                Write("(");
                Write(List(Type) == 1 ? ",)" : ")");
                break;
            case 'R':
                Pointer("&");
                break;
            case 'Q':
                Pointer("&mut ");
                break;
            case 'P':
                Pointer("*const ");
                break;
            case 'O':
                Pointer("*mut ");
                break;
            case 'F':
                Function();
                break;
            case 'D':
                Dynamic();
                break;
            case 'B':
                _letters.Take();
                Refer(Type);
                break;
            default:
                Path(isValue: false);
                break;
        }
        _depth--;
    }

    private void Slice(bool isArray)
    {
        _letters.Take();
        Write("[");
        Type();
        if (isArray)
        {
            Write("; ");
            Constant();
        }
        Write("]");
    }

    private void Pointer(string before)
    {
        _letters.Take();
        if (_letters.TryTake('L'))
        {
            _letters.Base62();
        }
        Write(before);
        Type();
    }

    private void Function()
    {
        _letters.Take();
        Binder();
        Write(_letters.TryTake('U') ? "unsafe " : "");
        if (_letters.TryTake('K'))
        {
            Write($"extern \"{(_letters.TryTake('C') ? "C" : _letters.Identifier().Replace('_', '-'))}\" ");
        }
        Write("fn(");
        List(Type);
        Write(")");
        if (!_letters.TryTake('u'))
        {
            Write(" -> ");
            Type();
        }
    }

    private void Dynamic()
    {
        _letters.Take();
        Binder();
        Write("dyn ");
        List(Trait, " + ");
        if (_letters.Take() != 'L')
        {
            _letters.IsBroken = true;
        }
        _letters.Base62();
    }

    private void Trait()
    {
        Path(isValue: false);
        bool isOpen = false;
        for (; !_letters.IsBroken && _letters.TryTake('p'); isOpen = true)
        {
            if (!isOpen && _silent == 0 && _text.Length > 0 && _text[^1] == '>')
            {
                // The trait's own arguments stand in the same brackets.
                _text.Length--;
                isOpen = true;
            }
            Write(isOpen ? ", " : "<");
            Write(_letters.Identifier() + " = ");
            Type();
        }
        Write(isOpen ? ">" : "");
    }

    private void Constant()
    {
        if (!Enter())
        {
            return;
        }
        char type = _letters.Take();
        if (type == 'B')
        {
            Refer(Constant);
        }
        else if (type == 'p')
        {
            Write("_");
        }
        else
        {
            string sign = _letters.TryTake('n') ? "-" : "";
            string? value = RustV0Words.Constant(type, _letters.Digits());
            _letters.IsBroken |= value is null;
            Write(sign + value);
        }
        _depth--;
    }

    private void Binder()
    {
        if (_letters.TryTake('G'))
        {
            _letters.Base62();
        }
    }

    /// <summary>Reads parts up to the letter that ends them; how many there are.</summary>
    private int List(Action part, string between = ", ")
    {
        int count = 0;
        for (; !_letters.IsBroken && !_letters.TryTake('E'); count++)
        {
            Write(count > 0 ? between : "");
            part();
        }
        return count;
    }

    /// <summary>Reads again what stands further ahead in the name.</summary>
    private void Refer(Action part)
    {
        int here = _letters.At - 1;
        ulong target = _letters.Base62();
        if (target >= (ulong)here)
        {
            _letters.IsBroken = true;
        }
        else if (_silent == 0 && !_letters.IsBroken)
        {
            int after = _letters.At;
            _letters.At = (int)target;
            part();
            _letters.At = after;
        }
    }

    private bool Enter()
    {
        _letters.IsBroken |= ++_steps > MaxSteps || _depth >= MaxDepth || _text.Length > MaxChars;
        _depth += _letters.IsBroken ? 0 : 1;
        return !_letters.IsBroken;
    }

    private void Write(string text)
    {
        if (_silent == 0)
        {
            _text.Append(text);
        }
    }
}
