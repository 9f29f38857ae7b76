using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns;

/// <summary>
/// Finds the way to match an expression, the first that it allows: a simple shape; one deterministic automaton; several
/// of them; a walk over all threads.
/// </summary>
/// <param name="schema">What may still be spent; taken from.</param>
internal sealed class PatternCompiler(Allowance schema)
{
    // Some ten milliseconds, and as much again if the expression must be divided.
    private const long MostWork = 1024 * 1024;
    private const int MostBranches = 16;

    /// <exception cref="PatternException">It is more than can be matched.</exception>
    public Matcher Compile(PatternNode root) => Make(root, MostWork);

    private Matcher Make(PatternNode root, long work)
    {
        if (Shapes.Find(root) is { } simple)
            return simple;
        var draft = new AlphabetDraft();
        Program program = ProgramWriter.Write(root, draft);
        int words = program.AsksForWords ? draft.Add(CodePoints.Word) : -1;
        Alphabet alphabet = draft.Finish()
            ?? throw new PatternException("tells too many characters apart", isMalformed: false);
        var contexts = new Context[alphabet.Count];
        for (int symbol = 0; symbol < contexts.Length && words >= 0; symbol++)
            contexts[symbol] = alphabet.Has(words, symbol) ? Context.Word : Context.Other;
        work = Math.Min(work, schema.Work);
        var allowance = new Allowance(work, schema.Bytes);
        Automaton? automaton = Determinizer.Make(program, alphabet, contexts, allowance);
        schema.Work -= work - allowance.Work;
        if (automaton is not null)
            return new AutomatonMatcher(automaton);
        return root.Looks ? Divide(root, work) : new WalkMatcher(program, alphabet, contexts);
    }

    /// <summary>
    /// Divides an expression into several, each to be matched by itself: alternatives, and lookaheads at the start.
    /// </summary>
    private BranchMatcher Divide(PatternNode root, long work)
    {
        if (root is PatternNode.Choice { Options.Count: <= MostBranches } choice)
            return new BranchMatcher(MakeAll(choice.Options, work, _ => false), all: false);
        PatternNode[] parts = root is PatternNode.Sequence sequence ? [.. sequence.Parts] : [];
        PatternNode.Look[] looks = [.. parts.Skip(1).TakeWhile(part => part is PatternNode.Look { Behind: false })
            .Cast<PatternNode.Look>()];
        if (looks.Length == 0 || parts[0] is not PatternNode.Assertion { Kind: AssertionKind.Start } start)
        {
            throw new PatternException("looks around in more ways than fit into one automaton; put each condition into "
                + "a pattern of its own, under allOf", isMalformed: false);
        }

        PatternNode rest = PatternNode.InSequence([start, .. parts[(looks.Length + 1)..]]);
        PatternNode[] conditions = [.. looks.Select(look => PatternNode.InSequence([start, look.Body])), rest];
        return new BranchMatcher(MakeAll(conditions, work, i => i < looks.Length && looks[i].Negated), all: true);
    }

    private Condition[] MakeAll(IReadOnlyList<PatternNode> parts, long work, Func<int, bool> isNegated)
    {
        var conditions = new Condition[parts.Count];
        for (int i = 0; i < conditions.Length; i++)
        {
            // Half of what is left, twice at most, so that one part alone can't starve the others.
            long before = schema.Work;
            conditions[i] = new Condition(Make(parts[i], work / 2), isNegated(i));
            work -= before - schema.Work;
        }

        return conditions;
    }
}
