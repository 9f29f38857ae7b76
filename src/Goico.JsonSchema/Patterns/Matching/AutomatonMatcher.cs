using System.Buffers;
using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>Runs a deterministic automaton over the bytes of a text: one step for each character.</summary>
internal sealed class AutomatonMatcher : Matcher
{
    // With more bytes than these to stop at, a search for the first is not worth its start.
    private const int MostWakes = 32;

    private readonly Automaton _automaton;
    private readonly int _start;
    private readonly SearchValues<byte>? _wakes;

    public AutomatonMatcher(Automaton automaton)
    {
        _automaton = automaton;
        _start = automaton.Start(Context.Edge);
        if (_start <= automaton.Satisfied)
            return;
        byte[] wakes = [.. Enumerable.Range(0, 256).Where(Wakes).Select(lead => (byte)lead)];
        _wakes = wakes.Length <= MostWakes ? SearchValues.Create(wakes) : null;
    }

    public Automaton Automaton => _automaton;

    public override long Bytes => _automaton.Bytes;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        int at = 0;
        if (_wakes is not null)
        {
            at = text.IndexOfAny(_wakes);
            if (at < 0)
                at = text.Length;
        }

        Alphabet alphabet = _automaton.Alphabet;
        ReadOnlySpan<ushort> leads = alphabet.Leads;
        ReadOnlySpan<ushort> table = _automaton.Table;
        int satisfied = _automaton.Satisfied;
        int state = _start;
        while (at < text.Length && state > satisfied)
        {
            int lead = text[at];
            int symbol = leads[lead];
            if (lead < 0x80)
            {
                at++;
            }
            else
            {
                symbol = alphabet.Symbol(text, at);
                at += Alphabet.Length(lead);
            }

            state = table[(state << 1) + symbol];
        }

        return _automaton.Accepts(state);
    }

    /// <summary>Whether a character that begins with a byte may lead out of the start state.</summary>
    private bool Wakes(int lead)
    {
        if (!Alphabet.IsLead(lead))
            return false;
        int entry = _automaton.Alphabet.Leads[lead];
        return (entry & Alphabet.RowFlag) != 0 || _automaton.Step(_start, entry) != _start;
    }
}
