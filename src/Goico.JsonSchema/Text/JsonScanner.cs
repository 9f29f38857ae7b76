using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Goico.JsonSchema.Text;

/// <summary>Why and where a document is not acceptable JSON.</summary>
internal readonly record struct ScanFailure(string Location, string Message);

/// <summary>
/// One pass over the bytes of a document: checks RFC 8259, UTF-8, depth and duplicate names, and lists its tokens.
/// Everything after it may trust both. It does not recurse: depth costs no stack.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> utf8, Scratch scratch, int maxDepth, bool allowDuplicateNames)
{
    // Numbers are compared exactly, by their exponents; larger ones would overflow that arithmetic.
    private const int LongestExponent = 9;
    private const int LongestPlainInteger = 18;
    private const int FewNames = 8;

    private static readonly SearchValues<byte> s_stringStops = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _document = utf8;
    private ReadOnlySpan<byte> _bytes = utf8;
    private int _at;
    private int _count;
    private int _open = -1;
    private int _depth;
    private int _pendingName = -1;
    private string? _message;
    private string? _location;

    /// <summary>The tokens listed so far: all of them after a successful scan.</summary>
    public readonly ReadOnlySpan<Token> Tokens => scratch.Tokens.AsSpan(0, _count);

    /// <summary>Why the scan failed.</summary>
    public readonly ScanFailure Failure => new(_location ?? "", _message ?? "");

    /// <summary>Scans the document; false means see <see cref="Failure"/>.</summary>
    public bool Scan()
    {
        bool isUtf8 = Utf8.IsValid(_document);
        if (!isUtf8)
            _bytes = _document[..ValidPrefix(_document)];
        if (ReadDocument() && isUtf8)
            return true;
        if (!isUtf8 && (_message is null || _at >= _bytes.Length))
            _message = $"is not UTF-8: the byte at offset {_bytes.Length} starts no character";
        return false;
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out int consumed) == OperationStatus.Done)
            at += consumed;
        return at;
    }

    private bool ReadDocument()
    {
        if (_bytes.StartsWith("\uFEFF"u8))
            return Fail("starts with a byte order mark, which JSON does not have");
        SkipSpace();
        if (!ReadValue())
            return false;
        while (_open >= 0)
        {
            if (!ReadMember())
                return false;
        }

        SkipSpace();
        return _at == _bytes.Length || Fail($"ends at offset {_at}, but more follows");
    }

    private bool ReadMember()
    {
        SkipSpace();
        if (_at == _bytes.Length)
            return FailAtEnd();
        bool isObject = scratch.Tokens[_open].Kind == TokenKind.Object;
        if (_bytes[_at] == (isObject ? '}' : ']'))
        {
            _at++;
            return Close(isObject);
        }

        if (scratch.Tokens[_open].Length > 0)
        {
            if (_bytes[_at] != ',')
                return FailExpected(isObject ? "',' or '}'" : "',' or ']'");
            _at++;
            SkipSpace();
        }

        if (isObject && !ReadName())
            return false;
        scratch.Tokens[_open].Length++;
        bool read = ReadValue();
        if (read)
            _pendingName = -1;
        return read;
    }

    private bool ReadName()
    {
        if (_at == _bytes.Length)
            return FailAtEnd();
        if (_bytes[_at] != '"')
            return FailExpected("a property name in double quotes");
        int name = _count;
        if (!ReadString(TokenKind.Name))
            return false;
        _pendingName = name;
        SkipSpace();
        if (_at == _bytes.Length)
            return FailAtEnd();
        if (_bytes[_at] != ':')
            return FailExpected("':'");
        _at++;
        SkipSpace();
        return true;
    }

    private bool ReadValue()
    {
        if (_at == _bytes.Length)
            return FailAtEnd();
        switch (_bytes[_at])
        {
            case (byte)'"': return ReadString(TokenKind.String);
            case (byte)'{': return Open(TokenKind.Object);
            case (byte)'[': return Open(TokenKind.Array);
            case (byte)'t': return ReadLiteral("true"u8, TokenKind.True);
            case (byte)'f': return ReadLiteral("false"u8, TokenKind.False);
            case (byte)'n': return ReadLiteral("null"u8, TokenKind.Null);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'): return ReadNumber();
            default: return FailExpected("a value");
        }
    }

    private ref Token Add(TokenKind kind, int start, int length)
    {
        if (_count == scratch.Tokens.Length)
            scratch.GrowTokens();
        ref Token token = ref scratch.Tokens[_count++];
        token = new Token { Kind = kind, Start = start, Length = length, Next = _count };
        return ref token;
    }

    private bool Open(TokenKind kind)
    {
        if (_depth == maxDepth)
            return Fail($"is nested deeper than the limit of {maxDepth}");
        _depth++;
        int index = _count;
        Add(kind, _at, 0).Next = _open;
        _open = index;
        _at++;
        // What is pending from here on is a child's name; this container's own is the token before it.
        _pendingName = -1;
        return true;
    }

    private bool Close(bool isObject)
    {
        int closed = _open;
        ref Token token = ref scratch.Tokens[closed];
        // Names first: a failure is located through the parents, which closing forgets.
        if (isObject && token.Length > 1 && !allowDuplicateNames && !CheckNames(closed))
            return false;
        int parent = token.Next;
        token.Next = _count;
        _open = parent;
        _depth--;
        return true;
    }

    private bool ReadLiteral(ReadOnlySpan<byte> literal, TokenKind kind)
    {
        ReadOnlySpan<byte> rest = _bytes[_at..];
        if (!rest.StartsWith(literal))
            return literal.StartsWith(rest) ? FailAtEnd() : FailExpected("a value");
        Add(kind, _at, literal.Length);
        _at += literal.Length;
        return true;
    }

    private bool ReadString(TokenKind kind)
    {
        int start = ++_at;
        bool escaped = false;
        while (true)
        {
            int stop = _bytes[_at..].IndexOfAny(s_stringStops);
            if (stop < 0)
            {
                _at = _bytes.Length;
                return FailAtEnd();
            }

            _at += stop;
            byte found = _bytes[_at];
            if (found == '"')
                break;
            if (found != '\\')
                return Fail($"has a control character in a string at offset {_at}; write it as \\u{found:x4}");
            escaped = true;
            if (!SkipEscape())
                return false;
        }

        ref Token token = ref Add(kind, start, _at - start);
        token.Escaped = escaped;
        _at++;
        if (kind == TokenKind.Name)
        {
            ReadOnlySpan<byte> raw = _bytes.Slice(start, token.Length);
            token.Next = JsonText.Hash(escaped ? scratch.Unescape(raw) : raw);
        }

        return true;
    }

    private bool SkipEscape()
    {
        if (_at + 1 >= _bytes.Length)
        {
            _at = _bytes.Length;
            return FailAtEnd();
        }

        if ("\"\\/bfnrt"u8.Contains(_bytes[_at + 1]))
        {
            _at += 2;
            return true;
        }

        if (!ReadUnicodeEscape(_at, out char first))
            return Fail($"has an escape at offset {_at} that JSON does not know");
        if (!char.IsSurrogate(first))
        {
            _at += 6;
            return true;
        }

        // Half a character has no UTF-8 form, and so no consumer could be handed the text.
        if (!char.IsHighSurrogate(first) || !ReadUnicodeEscape(_at + 6, out char second)
            || !char.IsLowSurrogate(second))
        {
            return Fail($"has half of a surrogate pair at offset {_at}");
        }

        _at += 12;
        return true;
    }

    private readonly bool ReadUnicodeEscape(int at, out char unit)
    {
        unit = '\0';
        if (at + 6 > _bytes.Length || _bytes[at] != '\\' || _bytes[at + 1] != 'u')
            return false;
        int value = 0;
        for (int i = at + 2; i < at + 6; i++)
        {
            if (!char.IsAsciiHexDigit((char)_bytes[i]))
                return false;
            int digit = _bytes[i] <= '9' ? _bytes[i] - '0' : (_bytes[i] | 0x20) - 'a' + 10;
            value = (value << 4) | digit;
        }

        unit = (char)value;
        return true;
    }

    private bool ReadNumber()
    {
        int start = _at;
        if (_bytes[_at] == '-')
            _at++;
        int first = _at;
        int digits = SkipDigits();
        if (digits == 0)
            return _at == _bytes.Length ? FailAtEnd() : FailExpected("a digit");
        if (digits > 1 && _bytes[first] == '0')
            return Fail($"has a number with a leading zero at offset {start}");
        bool plain = digits <= LongestPlainInteger;
        if (_at < _bytes.Length && _bytes[_at] == '.')
        {
            plain = false;
            _at++;
            if (SkipDigits() == 0)
                return _at == _bytes.Length ? FailAtEnd() : FailExpected("a digit after the decimal point");
        }

        if (_at < _bytes.Length && (_bytes[_at] | 0x20) == 'e')
        {
            plain = false;
            if (!ReadExponent())
                return false;
        }

        Add(TokenKind.Number, start, _at - start).PlainInteger = plain;
        return true;
    }

    private bool ReadExponent()
    {
        _at++;
        if (_at < _bytes.Length && _bytes[_at] is (byte)'+' or (byte)'-')
            _at++;
        int start = _at;
        if (SkipDigits() == 0)
            return _at == _bytes.Length ? FailAtEnd() : FailExpected("a digit in the exponent");
        int significant = _bytes[start.._at].TrimStart((byte)'0').Length;
        return significant <= LongestExponent
            || Fail($"has an exponent of more than {LongestExponent} digits at offset {start}");
    }

    private int SkipDigits()
    {
        int start = _at;
        while (_at < _bytes.Length && (uint)(_bytes[_at] - '0') <= 9)
            _at++;
        return _at - start;
    }

    private void SkipSpace()
    {
        while (_at < _bytes.Length && _bytes[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
    }

    private bool CheckNames(int container)
    {
        Span<Token> tokens = scratch.Tokens.AsSpan(0, _count);
        int count = tokens[container].Length;
        var view = new JsonView(_bytes, tokens);
        if (count <= FewNames)
        {
            for (int later = tokens[container + 2].Next; later < _count; later = tokens[later + 1].Next)
            {
                for (int earlier = container + 1; earlier < later; earlier = tokens[earlier + 1].Next)
                {
                    if (tokens[earlier].Next == tokens[later].Next && JsonEquality.SameText(view, earlier, view, later))
                        return FailDuplicate(later);
                }
            }

            return true;
        }

        Span<int> table = scratch.Table(count);
        int mask = table.Length - 1;
        for (int name = container + 1; name < _count; name = tokens[name + 1].Next)
        {
            int slot = tokens[name].Next & mask;
            for (; table[slot] != 0; slot = (slot + 1) & mask)
            {
                int other = table[slot];
                if (tokens[other].Next == tokens[name].Next && JsonEquality.SameText(view, other, view, name))
                    return FailDuplicate(name);
            }

            table[slot] = name;
        }

        return true;
    }

    private bool FailDuplicate(int name)
    {
        string text = new JsonView(_bytes, Tokens).Excerpt(name);
        _pendingName = name;
        return Fail($"repeats the property {text}");
    }

    private bool FailAtEnd() => Fail(_bytes.IsEmpty ? "is empty" : $"ends at offset {_at} in the middle of a value");

    private bool FailExpected(string expected)
    {
        if (_at >= _bytes.Length)
            return FailAtEnd();
        byte found = _bytes[_at];
        string shown = found is > 0x20 and < 0x7F ? $"'{(char)found}'" : $"byte 0x{found:x2}";
        return Fail($"has {shown} at offset {_at}, where {expected} was expected");
    }

    private bool Fail(string message)
    {
        _message = message;
        _location = Locate();
        return false;
    }

    private readonly string Locate()
    {
        var chain = new Stack<int>();
        ReadOnlySpan<Token> tokens = Tokens;
        if (_open >= 0 && tokens[_open].Kind == TokenKind.Object && _pendingName >= 0)
            chain.Push(_pendingName);
        int last = _open;
        var view = new JsonView(_bytes, tokens);
        var pointer = new StringBuilder();
        for (int at = _open; at >= 0; at = tokens[at].Next)
            chain.Push(at);
        while (chain.TryPop(out int container) && chain.TryPeek(out int child))
        {
            if (tokens[container].Kind == TokenKind.Array)
                pointer.Append('/').Append(tokens[container].Length - 1);
            else
                JsonPointer.Append(pointer, view.Text(tokens[child].Kind == TokenKind.Name ? child : child - 1));
        }

        if (last >= 0 && tokens[last].Kind == TokenKind.Array && tokens[last].Length > 0)
            pointer.Append('/').Append(tokens[last].Length - 1);
        return pointer.ToString();
    }
}
