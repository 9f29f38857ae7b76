using System.Buffers;
using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Syntax;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>
/// So many code points of one set in a row: ^[a-z]+$, ^.{1,64}$, \d{3}. It counts, however large the counts are, and
/// most texts in one vectorized go.
/// </summary>
internal sealed class RunMatcher : Matcher
{
    private readonly SearchValues<byte> _ascii;
    private readonly Alphabet _alphabet;
    private readonly int _least;
    private readonly int _most;
    private readonly bool _fromStart;
    private readonly bool _toEnd;

    public RunMatcher(CodePoints set, int least, int most, bool fromStart, bool toEnd)
    {
        var draft = new AlphabetDraft();
        draft.Add(set);
        _alphabet = draft.Finish() ?? throw new InvalidOperationException("two symbols are not too many");
        _ascii = SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(set.Contains).Select(point => (byte)point)]);
        (_least, _most, _fromStart, _toEnd) = (least, most, fromStart, toEnd);
    }

    public override long Bytes => _alphabet.Bytes;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        int count = 0;
        if (_fromStart && _toEnd)
        {
            count = text.IndexOfAnyExcept(_ascii);
            if (count < 0)
                return text.Length >= _least && text.Length <= _most;
            if (text[count] < 0x80)
                return false;
        }

        return Count(text, count);
    }

    /// <summary>Goes on character by character after so many of ASCII.</summary>
    private bool Count(ReadOnlySpan<byte> text, int count)
    {
        int at = count;
        while (_toEnd || count < _least)
        {
            if (at == text.Length)
                return count >= _least && (!_fromStart || count <= _most);
            int lead = text[at];
            int symbol = lead < 0x80 ? _alphabet.Leads[lead] : _alphabet.Symbol(text, at);
            at += lead < 0x80 ? 1 : Alphabet.Length(lead);
            if (_alphabet.Has(0, symbol))
                count++;
            else if (_fromStart)
                return false;
            else
                count = 0;
        }

        return true;
    }
}
