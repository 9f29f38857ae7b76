using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Goico.JsonSchema.Text;

/// <summary>
/// One pass over the bytes of a document: checks RFC 8259, UTF-8, depth and duplicate names, and lists its tokens.
/// Everything after it may trust both. It does not recurse: depth costs no stack.
/// </summary>
/// <remarks>
/// Where it stands is passed from step to step and kept in no field, so that it stays in a register; a step that
/// fails answers <see cref="Failed"/>.
/// </remarks>
internal ref struct JsonScanner(
    ReadOnlySpan<byte> utf8, Scratch scratch, int maxDepth, bool allowDuplicateNames)
{
    private const int Failed = -1;

    // Numbers are compared exactly, by their exponents; larger ones would overflow that arithmetic.
    private const int LongestExponent = 9;
    private const int LongestPlainInteger = 18;
    private const byte LastControlCharacter = 0x1F;

    private readonly ReadOnlySpan<byte> _document = utf8;
    private ReadOnlySpan<byte> _bytes = utf8;
    private readonly Span<ulong> _filters = scratch.NameFilters(maxDepth);
    private Span<Token> _tokens = scratch.Tokens;
    private int _count;
    private int _open = -1;
    private int _depth;
    private bool _endedEarly;
    private string? _message;
    private string? _location;

    /// <summary>The tokens listed so far: all of them after a successful scan.</summary>
    public readonly ReadOnlySpan<Token> Tokens => _tokens[.._count];

    /// <summary>Why the scan failed.</summary>
    public readonly ScanFailure Failure => new(_location ?? "", _message ?? "");

    /// <summary>Scans the document; false means see <see cref="Failure"/>.</summary>
    public bool Scan()
    {
        bool isUtf8 = Utf8.IsValid(_document);
        if (!isUtf8)
            _bytes = _document[..JsonText.ValidPrefix(_document)];
        if (ReadDocument() && isUtf8)
            return true;
        if (!isUtf8 && (_message is null || _endedEarly))
            _message = $"is not UTF-8: the byte at offset {_bytes.Length} starts no character";
        return false;
    }

    private bool ReadDocument()
    {
        if (_bytes.StartsWith("\uFEFF"u8))
            return Fail("starts with a byte order mark, which JSON does not have") != Failed;
        int at = SkipSpace(0);
        do
        {
            at = ReadValue(at);
            if (at < 0)
                return false;
            at = ReadAfterValue(at);
        }
        while (at >= 0 && _open >= 0);
        if (at < 0)
            return false;
        return at == _bytes.Length || Fail($"ends at offset {at}, but more follows") != Failed;
    }

    /// <summary>
    /// From a value, or the opening of a container that is not empty, to where the next value begins; or, when the
    /// last container closes, to the end of the document.
    /// </summary>
    private int ReadAfterValue(int at)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        while (true)
        {
            at = SkipSpace(at);
            if (_open < 0)
                return at;
            if ((uint)at >= (uint)bytes.Length)
                return FailAtEnd(at);
            ref Token open = ref _tokens[_open];
            bool isObject = open.Kind == TokenKind.Object;
            byte found = bytes[at];
            if (found == (isObject ? '}' : ']'))
            {
                at++;
                if (!Close(isObject))
                    return Failed;
                continue;
            }

            if (open.Length > 0)
            {
                if (found != ',')
                    return FailExpected(at, isObject ? "',' or '}'" : "',' or ']'");
                at = SkipSpace(at + 1);
            }

            if (isObject)
                at = ReadName(at);
            // The name may have moved the tokens.
            if (at >= 0)
                _tokens[_open].Length++;
            return at;
        }
    }

    private int ReadName(int at)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        if ((uint)at >= (uint)bytes.Length)
            return FailAtEnd(at);
        if (bytes[at] != '"')
            return FailExpected(at, "a property name in double quotes");
        at = ReadString(at + 1, TokenKind.Name);
        if (at < 0)
            return at;
        ref Token token = ref _tokens[_count - 1];
        ReadOnlySpan<byte> raw = bytes.Slice(token.Start, token.Length);
        token.Next = JsonText.Hash(token.Escaped ? scratch.Unescape(raw) : raw);
        if (!RepeatedNames.IsNew(ref _filters[_depth], token.Next) && !CheckName())
            return Failed;
        at = SkipSpace(at);
        if ((uint)at >= (uint)bytes.Length)
            return FailAtEnd(at);
        return bytes[at] == ':' ? SkipSpace(at + 1) : FailExpected(at, "':'");
    }

    private int ReadValue(int at)
    {
        if ((uint)at >= (uint)_bytes.Length)
            return FailAtEnd(at);
        switch (_bytes[at])
        {
            case (byte)'"': return ReadString(at + 1, TokenKind.String);
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'): return ReadNumber(at);
            case (byte)'{': return Open(at, TokenKind.Object);
            case (byte)'[': return Open(at, TokenKind.Array);
            case (byte)'t': return ReadLiteral(at, "true"u8, TokenKind.True);
            case (byte)'f': return ReadLiteral(at, "false"u8, TokenKind.False);
            case (byte)'n': return ReadLiteral(at, "null"u8, TokenKind.Null);
            default: return FailExpected(at, "a value");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(TokenKind kind, int start, int length, bool escaped, bool plainInteger)
    {
        int index = _count;
        if (index == _tokens.Length)
            Grow();
        _count = index + 1;
        ref Token token = ref _tokens[index];
        token.Start = start;
        token.Length = length;
        token.Next = index + 1;
        token.Kind = kind;
        token.Escaped = escaped;
        token.PlainInteger = plainInteger;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        scratch.GrowTokens();
        _tokens = scratch.Tokens;
    }

    private int Open(int at, TokenKind kind)
    {
        if (_depth == maxDepth)
            return Fail($"is nested deeper than the limit of {maxDepth}");
        _depth++;
        _filters[_depth] = 0;
        int index = _count;
        Add(kind, at, 0, escaped: false, plainInteger: false);
        _tokens[index].Next = _open;
        _open = index;
        return at + 1;
    }

    private bool Close(bool isObject)
    {
        int closed = _open;
        ref Token token = ref _tokens[closed];
        // Names first: a failure is located through the parents, which closing forgets.
        if (isObject && token.Length > RepeatedNames.Few && !CheckNames(closed))
            return false;
        _open = token.Next;
        token.Next = _count;
        _depth--;
        return true;
    }

    private int ReadLiteral(int at, ReadOnlySpan<byte> literal, TokenKind kind)
    {
        ReadOnlySpan<byte> rest = _bytes[at..];
        if (!rest.StartsWith(literal))
            return literal.StartsWith(rest) ? FailAtEnd(at) : FailExpected(at, "a value");
        Add(kind, at, literal.Length, escaped: false, plainInteger: false);
        return at + literal.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipSpace(int at) =>
        (uint)at < (uint)_bytes.Length && _bytes[at] <= ' ' ? WhiteSpace.Skip(_bytes, at) : at;

    /// <summary>Reads a string from after its opening quote.</summary>
    private int ReadString(int at, TokenKind kind)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int start = at;
        bool escaped = false;
        while (true)
        {
            at = StringStop(bytes, at);
            if ((uint)at >= (uint)bytes.Length)
                return FailAtEnd(at);
            byte found = bytes[at];
            if (found == '"')
                break;
            if (found != '\\')
                return Fail($"has a control character in a string at offset {at}; write it as \\u{found:x4}");
            escaped = true;
            at = SkipEscape(at);
            if (at < 0)
                return at;
        }

        Add(kind, start, at - start, escaped, plainInteger: false);
        return at + 1;
    }

    /// <summary>The first quote, backslash or control character, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int StringStop(ReadOnlySpan<byte> bytes, int at)
    {
        ref byte first = ref MemoryMarshal.GetReference(bytes);
        // Most strings are short: sixteen bytes at a time find their end sooner than a search set up for long ones.
        while (at + Vector128<byte>.Count <= bytes.Length)
        {
            var block = Vector128.LoadUnsafe(ref first, (nuint)at);
            Vector128<byte> stops = Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.Equals(block, Vector128.Min(block, Vector128.Create(LastControlCharacter)));
            uint mask = stops.ExtractMostSignificantBits();
            if (mask != 0)
                return at + System.Numerics.BitOperations.TrailingZeroCount(mask);
            at += Vector128<byte>.Count;
        }

        while ((uint)at < (uint)bytes.Length && bytes[at] is not ((byte)'"' or (byte)'\\' or <= LastControlCharacter))
            at++;
        return at;
    }

    private int SkipEscape(int at) => JsonEscape.Measure(_bytes, at) switch
    {
        JsonEscape.CutOff => FailAtEnd(_bytes.Length),
        JsonEscape.Unknown => Fail($"has an escape at offset {at} that JSON does not know"),
        // Half a character has no UTF-8 form, and so no consumer could be handed the text.
        JsonEscape.HalfPair => Fail($"has half of a surrogate pair at offset {at}"),
        int length => at + length,
    };

    private int ReadNumber(int at)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int start = at;
        if (bytes[at] == '-')
            at++;
        int first = at;
        at = SkipDigits(bytes, at);
        int digits = at - first;
        if (digits == 0)
            return FailExpected(at, "a digit");
        if (digits > 1 && bytes[first] == '0')
            return Fail($"has a number with a leading zero at offset {start}");
        if ((uint)at < (uint)bytes.Length && (bytes[at] == '.' || (bytes[at] | 0x20) == 'e'))
            return ReadFraction(start, at);
        Add(TokenKind.Number, start, at - start, escaped: false, plainInteger: digits <= LongestPlainInteger);
        return at;
    }

    private int ReadFraction(int start, int at)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        if (bytes[at] == '.')
        {
            int first = at + 1;
            at = SkipDigits(bytes, first);
            if (at == first)
                return FailExpected(at, "a digit after the decimal point");
        }

        if ((uint)at < (uint)bytes.Length && (bytes[at] | 0x20) == 'e')
            at = ReadExponent(at + 1);
        if (at >= 0)
            Add(TokenKind.Number, start, at - start, escaped: false, plainInteger: false);
        return at;
    }

    private int ReadExponent(int at)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        if (at < bytes.Length && bytes[at] is (byte)'+' or (byte)'-')
            at++;
        int start = at;
        at = SkipDigits(bytes, at);
        if (at == start)
            return FailExpected(at, "a digit in the exponent");
        int significant = bytes[start..at].TrimStart((byte)'0').Length;
        return significant <= LongestExponent
            ? at
            : Fail($"has an exponent of more than {LongestExponent} digits at offset {start}");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipDigits(ReadOnlySpan<byte> bytes, int at)
    {
        while ((uint)at < (uint)bytes.Length && (uint)(bytes[at] - '0') <= 9)
            at++;
        return at;
    }

    /// <summary>Whether the name just read is new, in an object whose names are few so far.</summary>
    private bool CheckName()
    {
        if (allowDuplicateNames || _tokens[_open].Length >= RepeatedNames.Few
            || !RepeatedNames.IsLastRepeated(new JsonView(_bytes, Tokens), _open))
        {
            return true;
        }

        FailRepeated(_count - 1);
        return false;
    }

    private bool CheckNames(int container)
    {
        if (allowDuplicateNames)
            return true;
        int repeated = RepeatedNames.Find(new JsonView(_bytes, Tokens), container, scratch);
        if (repeated < 0)
            return true;
        FailRepeated(repeated);
        return false;
    }

    private void FailRepeated(int name) =>
        Fail($"repeats the property {new JsonView(_bytes, Tokens).Excerpt(name)}", name);

    private int FailAtEnd(int at)
    {
        _endedEarly = true;
        return Fail(_bytes.IsEmpty ? "is empty" : $"ends at offset {at} in the middle of a value");
    }

    private int FailExpected(int at, string expected)
    {
        if (at >= _bytes.Length)
            return FailAtEnd(_bytes.Length);
        byte found = _bytes[at];
        string shown = found is > 0x20 and < 0x7F ? $"'{(char)found}'" : $"byte 0x{found:x2}";
        return Fail($"has {shown} at offset {at}, where {expected} was expected");
    }

    /// <summary>Fails where a name was just read under that name, else where the containers are open.</summary>
    private int Fail(string message) =>
        Fail(message, _count > 0 && _tokens[_count - 1].Kind == TokenKind.Name ? _count - 1 : -1);

    private int Fail(string message, int name)
    {
        _message = message;
        _location = OpenPath.Pointer(new JsonView(_bytes, Tokens), _open, name);
        return Failed;
    }
}
