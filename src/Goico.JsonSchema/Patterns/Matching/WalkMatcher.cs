using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Patterns.Matching;

/// <summary>
/// Follows all threads of a program at once, character by character: for what a deterministic automaton would be too
/// large for. Takes as many steps as there are threads at each character, and counts them.
/// </summary>
internal sealed class WalkMatcher(Program program, Alphabet alphabet, Context[] contexts) : Matcher
{
    // So many threads are as much work as one step of an evaluation.
    private const int ThreadsPerStepBits = 3;

    private readonly Instruction[] _code = program.Code;

    public override long Bytes => (16L * _code.Length) + alphabet.Bytes;

    public override bool IsMatch(ReadOnlySpan<byte> text, Scratch scratch, ref long steps)
    {
        int size = _code.Length;
        Span<int> memory = scratch.Threads(size * 4);
        var threads = new ThreadList(memory[..size], memory.Slice(size, size), memory.Slice(2 * size, size));
        Span<int> seeds = memory[(3 * size)..];
        int seedCount = 1;
        seeds[0] = program.Entry;
        Context before = Context.Edge;
        int at = 0;
        while (true)
        {
            bool ends = at == text.Length;
            int symbol = ends ? -1 : alphabet.Leads[text[at]];
            if (!ends && text[at] >= 0x80)
                symbol = alphabet.Symbol(text, at);
            Context after = ends ? Context.Edge : contexts[symbol];
            if (Follow(ref threads, seeds[..seedCount], before, after))
                return true;
            steps -= 1 + (threads.Count >> ThreadsPerStepBits);
            if (ends || threads.Count == 0 || steps < 0)
                return false;
            seedCount = Take(threads.Found, symbol, seeds);
            before = after;
            at += text[at] < 0x80 ? 1 : Alphabet.Length(text[at]);
        }
    }

    /// <summary>Follows threads through what takes no text; whether one has matched.</summary>
    private bool Follow(ref ThreadList threads, ReadOnlySpan<int> seeds, Context before, Context after)
    {
        threads.Clear();
        foreach (int seed in seeds)
        {
            threads.Push(seed);
            while (threads.TryPop(out int at))
            {
                Instruction instruction = _code[at];
                switch (instruction.Operation)
                {
                    case Operation.Points:
                        break;
                    case Operation.Accept:
                        return true;
                    case Operation.Fork:
                        threads.Push(instruction.Other);
                        threads.Push(instruction.Next);
                        break;
                    default:
                        if (ThreadSet.Holds(instruction.Operation, before, after))
                            threads.Push(instruction.Next);
                        break;
                }
            }
        }

        return false;
    }

    /// <summary>Takes a symbol; where the threads go that can.</summary>
    private int Take(ReadOnlySpan<int> threads, int symbol, Span<int> seeds)
    {
        int count = 0;
        foreach (int at in threads)
        {
            Instruction instruction = _code[at];
            if (instruction.Operation == Operation.Points && alphabet.Has(instruction.Argument, symbol))
                seeds[count++] = instruction.Next;
        }

        return count;
    }

    /// <summary>
    /// A set of instructions in memory that need not be cleared (P. Briggs and L. Torczon, "An Efficient Representation
    /// for Sparse Sets", 1993), with those that are yet to be followed.
    /// </summary>
    private ref struct ThreadList(Span<int> found, Span<int> places, Span<int> open)
    {
        private readonly Span<int> _found = found;
        private readonly Span<int> _places = places;
        private readonly Span<int> _open = open;
        private int _openCount;

        public int Count { get; private set; }

        public readonly ReadOnlySpan<int> Found => _found[..Count];

        public void Clear() => (Count, _openCount) = (0, 0);

        /// <summary>Adds an instruction, once.</summary>
        public void Push(int instruction)
        {
            int place = _places[instruction];
            if ((uint)place < (uint)Count && _found[place] == instruction)
                return;
            _places[instruction] = Count;
            _found[Count++] = instruction;
            _open[_openCount++] = instruction;
        }

        public bool TryPop(out int instruction)
        {
            instruction = _openCount > 0 ? _open[--_openCount] : -1;
            return instruction >= 0;
        }
    }
}
