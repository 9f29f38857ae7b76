using Goico.JsonSchema.Patterns.Automata;
using Goico.JsonSchema.Patterns.Matching;
using Goico.JsonSchema.Patterns.Syntax;

namespace Goico.JsonSchema.Patterns;

/// <summary>Finds the way to match an expression: the first of these that it allows.</summary>
internal sealed class PatternCompiler(Allowance schema)
{
    // About ten milliseconds.
    private const long MostWork = 2 * 1024 * 1024;
    private const int MostBranches = 16;

    private readonly Allowance _allowance = new(Math.Min(MostWork, schema.Work), schema.Bytes);

    /// <exception cref="PatternException">It is more than can be matched.</exception>
    public Matcher Compile(PatternNode root)
    {
        long before = _allowance.Work;
        try
        {
            return Make(root);
        }
        finally
        {
            schema.Work -= before - _allowance.Work;
        }
    }

    private Matcher Make(PatternNode root)
    {
        if (Shapes.Find(root) is { } simple)
            return simple;
        var draft = new AlphabetDraft();
        Automata.Program program = ProgramWriter.Write(root, draft);
        int words = program.AsksForWords ? draft.Add(CodePoints.Word) : -1;
        Alphabet alphabet = draft.Finish()
            ?? throw new PatternException("tells too many characters apart", isMalformed: false);
        var contexts = new Context[alphabet.Count];
        for (int symbol = 0; symbol < contexts.Length && words >= 0; symbol++)
            contexts[symbol] = alphabet.Has(words, symbol) ? Context.Word : Context.Other;
        if (Determinizer.Make(program, alphabet, contexts, _allowance) is { } automaton)
            return new AutomatonMatcher(automaton);
        return root.Looks ? Divide(root) : new WalkMatcher(program, alphabet, contexts);
    }

    /// <summary>
    /// Divides an expression into several, each to be matched by itself: alternatives, and lookaheads at the start.
    /// </summary>
    private BranchMatcher Divide(PatternNode root)
    {
        if (root is PatternNode.Choice choice && choice.Options.Count <= MostBranches)
            return new BranchMatcher([.. choice.Options.Select(option => new Condition(Make(option), false))], all: false);
        PatternNode[] parts = root is PatternNode.Sequence sequence ? [.. sequence.Parts] : [];
        int rest = 1;
        while (rest < parts.Length && parts[rest] is PatternNode.Look { Behind: false })
            rest++;
        if (rest == 1 || parts[0] is not PatternNode.Assertion { Kind: AssertionKind.Start } start)
        {
            throw new PatternException("looks around in more ways than fit into one automaton; put each condition into "
                + "a pattern of its own, under allOf", isMalformed: false);
        }

        var conditions = new List<Condition>();
        foreach (PatternNode.Look look in parts[1..rest].Cast<PatternNode.Look>())
            conditions.Add(new Condition(Make(PatternNode.InSequence([start, look.Body])), look.Negated));
        conditions.Add(new Condition(Make(PatternNode.InSequence([start, .. parts[rest..]])), false));
        return new BranchMatcher([.. conditions], all: true);
    }
}
