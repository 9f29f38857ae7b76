using System.Text;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Compatibility;

/// <summary>The automata of some patterns over one alphabet: they read a text side by side.</summary>
internal sealed class PatternProduct
{
    /// <summary>Most patterns: their states share a number.</summary>
    public const int MostPatterns = 6;

    private const int StateBits = 16;
    private const string Preferred = "aA0b1-_ .xZ9/@";

    private readonly Automaton[] _automata;
    private readonly List<(int From, int To)>[] _points;

    private PatternProduct(Automaton[] automata, Alphabet alphabet, IEnumerable<int> bounds)
    {
        _automata = automata;
        _points = new List<(int, int)>[alphabet.Count];
        for (int symbol = 0; symbol < _points.Length; symbol++)
            _points[symbol] = [];
        int[] sorted = [.. bounds.Append(0).Append(FirstSurrogate).Append(LastSurrogate + 1).Append(CodePoints.Last + 1)
            .Distinct().Order()];
        for (int i = 0; i + 1 < sorted.Length; i++)
        {
            if (sorted[i] is < FirstSurrogate or > LastSurrogate)
                _points[SymbolOf(alphabet, sorted[i])].Add((sorted[i], sorted[i + 1] - 1));
        }

        Symbols = [.. Enumerable.Range(0, alphabet.Count).Where(symbol => _points[symbol].Count > 0)
            .OrderBy(symbol => Rank(Sample(symbol)))];
    }

    private const int FirstSurrogate = 0xD800;
    private const int LastSurrogate = 0xDFFF;

    /// <summary>The symbols that texts are made of, those of common characters first.</summary>
    public IReadOnlyList<int> Symbols { get; }

    /// <summary>The states before a text.</summary>
    public UInt128 Start
    {
        get
        {
            UInt128 states = 0;
            for (int i = 0; i < _automata.Length; i++)
                states |= (UInt128)(ushort)_automata[i].Start(Context.Edge) << (i * StateBits);
            return states;
        }
    }

    /// <summary>The automata of patterns; null when they can't be made within an allowance.</summary>
    public static PatternProduct? Of(IReadOnlyList<Pattern> patterns, Allowance allowance)
    {
        if (patterns.Count > MostPatterns)
            return null;
        try
        {
            var draft = new AlphabetDraft();
            var bounds = new HashSet<int>();
            var programs = new List<Program>();
            foreach (Pattern pattern in patterns)
            {
                if (PatternParser.Parse(pattern.Written).Root is not { } root)
                    return null;
                CollectBounds(root, bounds);
                programs.Add(ProgramWriter.Write(root, draft));
            }

            return Make(programs, draft, bounds, allowance);
        }
        catch (PatternException)
        {
            // More than an automaton can do; the pattern itself is matched in another way.
            return null;
        }
    }

    /// <summary>The states after one more symbol.</summary>
    public UInt128 Step(UInt128 states, int symbol)
    {
        UInt128 next = 0;
        for (int i = 0; i < _automata.Length; i++)
            next |= (UInt128)(ushort)_automata[i].Step(StateOf(states, i), symbol) << (i * StateBits);
        return next;
    }

    /// <summary>Whether a text that leads to the states matches a pattern.</summary>
    public bool Accepts(UInt128 states, int pattern) => _automata[pattern].Accepts(StateOf(states, pattern));

    /// <summary>Whether no text that goes on from the states matches a pattern.</summary>
    public static bool IsDead(UInt128 states, int pattern) => StateOf(states, pattern) == Automaton.Dead;

    /// <summary>Whether every text that goes on from the states matches a pattern.</summary>
    public bool IsSatisfied(UInt128 states, int pattern) =>
        StateOf(states, pattern) == _automata[pattern].Satisfied;

    /// <summary>A code point of a symbol.</summary>
    public int Sample(int symbol)
    {
        foreach (char common in Preferred)
        {
            if (_points[symbol].Exists(range => common >= range.From && common <= range.To))
                return common;
        }

        (int from, int to) = _points[symbol][^1];
        return from < ' ' && to >= ' ' ? ' ' : from;
    }

    /// <summary>All code points of a symbol, or null when they are more than a few.</summary>
    public IReadOnlyList<int>? All(int symbol, int most)
    {
        long count = _points[symbol].Sum(range => range.To - range.From + 1L);
        return count > most ? null
            : [.. _points[symbol].SelectMany(range => Enumerable.Range(range.From, range.To - range.From + 1))];
    }

    private static PatternProduct? Make(
        List<Program> programs, AlphabetDraft draft, HashSet<int> bounds, Allowance allowance)
    {
        int words = programs.Exists(program => program.AsksForWords) ? draft.Add(CodePoints.Word) : -1;
        if (words >= 0)
            AddBounds(CodePoints.Word, bounds);
        if (draft.Finish() is not { } alphabet)
            return null;
        var contexts = new Context[alphabet.Count];
        for (int symbol = 0; symbol < contexts.Length && words >= 0; symbol++)
            contexts[symbol] = alphabet.Has(words, symbol) ? Context.Word : Context.Other;
        var automata = new List<Automaton>();
        foreach (Program program in programs)
        {
            if (Determinizer.Make(program, alphabet, contexts, allowance) is not { } automaton)
                return null;
            automata.Add(automaton);
        }

        return new PatternProduct([.. automata], alphabet, bounds);
    }

    private static void CollectBounds(PatternNode node, HashSet<int> bounds)
    {
        switch (node)
        {
            case PatternNode.Points points:
                AddBounds(points.Set, bounds);
                break;
            case PatternNode.Sequence sequence:
                foreach (PatternNode part in sequence.Parts)
                    CollectBounds(part, bounds);
                break;
            case PatternNode.Choice choice:
                foreach (PatternNode option in choice.Options)
                    CollectBounds(option, bounds);
                break;
            case PatternNode.Repeat repeat:
                CollectBounds(repeat.Body, bounds);
                break;
            case PatternNode.Look look:
                CollectBounds(look.Body, bounds);
                break;
        }
    }

    private static void AddBounds(CodePoints set, HashSet<int> bounds)
    {
        foreach ((int from, int to) in set.Ranges)
        {
            bounds.Add(from);
            bounds.Add(to + 1);
        }
    }

    private static int StateOf(UInt128 states, int pattern) => (ushort)(states >> (pattern * StateBits));

    private static int SymbolOf(Alphabet alphabet, int point)
    {
        Span<byte> utf8 = stackalloc byte[4];
        int length = new Rune(point).EncodeToUtf8(utf8);
        return length == 1 ? alphabet.Leads[utf8[0]] : alphabet.Symbol(utf8, 0);
    }

    private static int Rank(int point)
    {
        int rank = point <= char.MaxValue ? Preferred.IndexOf((char)point, StringComparison.Ordinal) : -1;
        return rank >= 0 ? rank : Preferred.Length + point;
    }
}
