using System.Text;

namespace Goico.JsonSchema.Text;

/// <summary>A scanned document: its bytes and its tokens.</summary>
internal readonly ref struct JsonView(ReadOnlySpan<byte> bytes, ReadOnlySpan<Token> tokens)
{
    private const int LongestExcerpt = 60;

    public readonly ReadOnlySpan<byte> Bytes = bytes;

    public readonly ReadOnlySpan<Token> Tokens = tokens;

    /// <summary>The bytes of a scalar or name as written: strings without quotes, still escaped.</summary>
    public ReadOnlySpan<byte> Raw(int index)
    {
        ref readonly Token token = ref Tokens[index];
        return Bytes.Slice(token.Start, token.Length);
    }

    /// <summary>The text of a string or name. Allocates: for messages and schemas only.</summary>
    public string Text(int index) =>
        Tokens[index].Escaped ? JsonText.Unescape(Raw(index)) : Encoding.UTF8.GetString(Raw(index));

    /// <summary>The index of the value of an object's property, or -1.</summary>
    public int Find(int container, ReadOnlySpan<byte> name)
    {
        if (Tokens[container].Kind != TokenKind.Object)
            return -1;
        int end = Tokens[container].Next;
        for (int at = container + 1; at < end; at = Tokens[at + 1].Next)
        {
            if (JsonText.Same(Raw(at), Tokens[at].Escaped, name))
                return at + 1;
        }

        return -1;
    }

    /// <summary>The index of the element at a position of an array, or -1.</summary>
    public int Element(int container, int position)
    {
        if (Tokens[container].Kind != TokenKind.Array || (uint)position >= (uint)Tokens[container].Length)
            return -1;
        int at = container + 1;
        for (int i = 0; i < position; i++)
            at = Tokens[at].Next;
        return at;
    }

    /// <summary>The JSON Pointer of a token; a name has that of its value.</summary>
    public string Pointer(int index) => Pointer(0, index);

    /// <summary>The JSON Pointer of a token from another one, which contains it.</summary>
    public string Pointer(int from, int index)
    {
        var pointer = new StringBuilder();
        int at = from;
        while (at < index && Tokens[at].IsContainer)
        {
            bool isObject = Tokens[at].Kind == TokenKind.Object;
            int child = at + 1;
            int position = 0;
            int value = isObject ? child + 1 : child;
            while (index >= Tokens[value].Next)
            {
                child = Tokens[value].Next;
                value = isObject ? child + 1 : child;
                position++;
            }

            if (isObject)
                JsonPointer.Append(pointer, Text(child));
            else
                pointer.Append('/').Append(position);
            at = value;
        }

        return pointer.ToString();
    }

    /// <summary>A value as a message shows it: scalars as written (shortened), containers by kind.</summary>
    public string Excerpt(int index)
    {
        ref readonly Token token = ref Tokens[index];
        return token.Kind switch
        {
            TokenKind.Object => "an object",
            TokenKind.Array => "an array",
            TokenKind.String or TokenKind.Name => $"\"{Shorten(Encoding.UTF8.GetString(Raw(index)))}\"",
            _ => Shorten(Encoding.UTF8.GetString(Raw(index))),
        };
    }

    /// <summary>A text as messages show it, cut when it is long.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= LongestExcerpt)
            return text;
        int cut = char.IsHighSurrogate(text[LongestExcerpt - 1]) ? LongestExcerpt - 1 : LongestExcerpt;
        return string.Concat(text.AsSpan(0, cut), "…");
    }
}
