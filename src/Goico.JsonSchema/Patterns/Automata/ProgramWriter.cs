using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// Writes the program of an expression, back to front: each part is written once what follows it is.
/// </summary>
internal sealed class ProgramWriter
{
    /// <summary>Most instructions of one expression; counted repetitions are written out.</summary>
    public const int MostInstructions = 100_000;

    private readonly AlphabetDraft _alphabet;
    private readonly Dictionary<CodePoints, int> _sets;
    private readonly List<Instruction> _code = [];
    private readonly List<Look> _looks = [];
    private readonly Dictionary<PatternNode.Look, int> _lookNumbers = new(ReferenceEqualityComparer.Instance);
    private readonly WriterPlace _place;

    private ProgramWriter(AlphabetDraft alphabet, Dictionary<CodePoints, int> sets, WriterPlace place) =>
        (_alphabet, _sets, _place) = (alphabet, sets, place);

    private enum WriterPlace
    {
        Outside,
        Ahead,
        Behind,
    }

    /// <summary>Writes a program that looks for an expression anywhere in a text.</summary>
    /// <exception cref="PatternException">It is too large, or looks around in a way that can't be.</exception>
    public static Program Write(PatternNode root, AlphabetDraft alphabet)
    {
        if (SizeOf(root) > MostInstructions)
            throw new PatternException("repeats too much: its automaton would be too large", isMalformed: false);
        var sets = new Dictionary<CodePoints, int>(ReferenceEqualityComparer.Instance);
        return new ProgramWriter(alphabet, sets, WriterPlace.Outside).Write(root, anywhere: !IsAnchored(root));
    }

    /// <summary>Whether an expression can match at the start of a text only.</summary>
    private static bool IsAnchored(PatternNode node) => node switch
    {
        PatternNode.Assertion { Kind: AssertionKind.Start } => true,
        PatternNode.Sequence sequence =>
            sequence.Parts.SkipWhile(part => part is PatternNode.Look).FirstOrDefault() is { } first
            && IsAnchored(first),
        PatternNode.Choice choice => choice.Options.All(IsAnchored),
        PatternNode.Repeat { Least: > 0 } repeat => IsAnchored(repeat.Body),
        _ => false,
    };

    /// <summary>How many instructions a part takes; of those that are too many, that they are.</summary>
    private static long SizeOf(PatternNode node)
    {
        long size = node switch
        {
            PatternNode.Sequence sequence => sequence.Parts.Sum(part => SizeOf(part)),
            PatternNode.Choice choice => choice.Options.Sum(option => SizeOf(option) + 1),
            PatternNode.Repeat { Most: int.MaxValue } repeat => (SizeOf(repeat.Body) * Math.Max(1, repeat.Least)) + 1,
            PatternNode.Repeat repeat => (SizeOf(repeat.Body) * repeat.Most) + repeat.Most - repeat.Least,
            PatternNode.Look look => SizeOf(look.Body) + 1,
            _ => 1,
        };
        return Math.Min(size, MostInstructions + 1);
    }

    private Program Write(PatternNode root, bool anywhere)
    {
        int accept = Add(new Instruction(Operation.Accept, 0, 0, 0));
        int entry = Write(root, accept);
        if (anywhere)
        {
            int loop = Add(default);
            int any = Add(new Instruction(Operation.Points, NumberOf(CodePoints.Any), loop, 0));
            _code[loop] = new Instruction(Operation.Fork, 0, entry, any);
            entry = loop;
        }

        return new Program([.. _code], entry, [.. _looks]);
    }

    /// <summary>Writes a part, after which comes <c>next</c>; where it begins.</summary>
    private int Write(PatternNode node, int next)
    {
        switch (node)
        {
            case PatternNode.Points points:
                return Add(new Instruction(Operation.Points, NumberOf(points.Set), next, 0));
            case PatternNode.Sequence sequence:
                for (int i = sequence.Parts.Count - 1; i >= 0; i--)
                    next = Write(sequence.Parts[i], next);
                return next;
            case PatternNode.Choice choice:
                IReadOnlyList<PatternNode> options = choice.Options;
                int at = Write(options[^1], next);
                for (int i = options.Count - 2; i >= 0; i--)
                    at = Add(new Instruction(Operation.Fork, 0, Write(options[i], next), at));
                return at;
            case PatternNode.Repeat repeat:
                return Write(repeat, next);
            case PatternNode.Look look:
                return Write(look, next);
            case PatternNode.Assertion assertion:
                return Write(assertion, next);
            default:
                throw new InvalidOperationException("no such part");
        }
    }

    private int Write(PatternNode.Repeat repeat, int next)
    {
        int least = repeat.Least;
        int at = next;
        if (repeat.Most == int.MaxValue)
        {
            int loop = Add(default);
            int body = Write(repeat.Body, loop);
            _code[loop] = new Instruction(Operation.Fork, 0, body, next);
            at = least > 0 ? body : loop;
            least--;
        }
        else
        {
            for (int i = least; i < repeat.Most; i++)
                at = Add(new Instruction(Operation.Fork, 0, Write(repeat.Body, at), next));
        }

        for (int i = 0; i < least; i++)
            at = Write(repeat.Body, at);
        return at;
    }

    private int Write(PatternNode.Look look, int next)
    {
        if (_place == WriterPlace.Behind)
            throw new PatternException("looks around within a lookbehind", isMalformed: false);
        if (look.Behind && _place == WriterPlace.Ahead)
            throw new PatternException("looks behind within a lookahead", isMalformed: false);
        // Written out many times by a repetition, it is still one.
        if (!_lookNumbers.TryGetValue(look, out int number))
        {
            var body = new ProgramWriter(_alphabet, _sets, look.Behind ? WriterPlace.Behind : WriterPlace.Ahead);
            Program program = body.Write(look.Body, anywhere: look.Behind && !IsAnchored(look.Body));
            number = _looks.Count;
            _lookNumbers.Add(look, number);
            _looks.Add(new Look(program, look.Behind, look.Negated));
        }

        return Add(new Instruction(Operation.Look, number, next, 0));
    }

    private int Write(PatternNode.Assertion assertion, int next)
    {
        Operation operation = assertion.Kind switch
        {
            AssertionKind.Start => Operation.Start,
            AssertionKind.End => Operation.End,
            AssertionKind.WordBoundary => Operation.WordBoundary,
            _ => Operation.NoWordBoundary,
        };
        // What is behind a place is known there; what comes next is not.
        if (_place == WriterPlace.Behind && operation != Operation.Start)
            throw new PatternException("has an anchor other than ^ within a lookbehind", isMalformed: false);
        return Add(new Instruction(operation, 0, next, 0));
    }

    private int NumberOf(CodePoints set)
    {
        if (!_sets.TryGetValue(set, out int number))
            _sets.Add(set, number = _alphabet.Add(set));
        return number;
    }

    private int Add(Instruction instruction)
    {
        _code.Add(instruction);
        return _code.Count - 1;
    }
}
