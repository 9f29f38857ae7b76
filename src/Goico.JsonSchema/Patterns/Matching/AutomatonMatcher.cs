using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>Runs a deterministic automaton over the bytes of a text: one step for each character.</summary>
internal sealed class AutomatonMatcher(Automaton automaton) : Matcher
{
    private readonly int _start = automaton.Start(Context.Edge);

    public Automaton Automaton => automaton;

    public override long Bytes => automaton.Bytes;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        ReadOnlySpan<ushort> leads = automaton.Alphabet.Leads;
        ReadOnlySpan<ushort> table = automaton.Table;
        int satisfied = automaton.Satisfied;
        int state = _start;
        int at = 0;
        while (at < text.Length && state > satisfied)
        {
            int symbol = leads[text[at]];
            if (text[at] < 0x80)
            {
                at++;
            }
            else
            {
                symbol = automaton.Alphabet.Symbol(text, at);
                at += Alphabet.Length(text[at]);
            }

            state = table[state + symbol];
        }

        return automaton.Accepts(state);
    }
}
