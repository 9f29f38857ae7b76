namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>What an instruction does; all but Points take no text.</summary>
internal enum Operation : byte
{
    /// <summary>Takes a code point of the set numbered Argument.</summary>
    Points,

    /// <summary>Goes on at Next and at Other.</summary>
    Fork,

    /// <summary>Holds at the start of the text.</summary>
    Start,

    /// <summary>Holds at the end of the text.</summary>
    End,

    /// <summary>Holds between a word character and another.</summary>
    WordBoundary,

    /// <summary>Holds where WordBoundary does not.</summary>
    NoWordBoundary,

    /// <summary>Holds if the look numbered Argument does.</summary>
    Look,

    /// <summary>The expression has matched.</summary>
    Accept,
}

/// <summary>One step of a <see cref="Program"/>; after it, Next.</summary>
internal readonly record struct Instruction(Operation Operation, int Argument, int Next, int Other);

/// <summary>A lookahead or lookbehind: the program of its body and what it asks of it.</summary>
internal sealed record Look(Program Body, bool Behind, bool Negated);

/// <summary>
/// An expression as a nondeterministic automaton, after K. Thompson, "Regular Expression Search Algorithm" (1968):
/// threads step through instructions, all at once.
/// </summary>
internal sealed class Program(Instruction[] code, int entry, Look[] looks)
{
    public Instruction[] Code => code;

    /// <summary>The first instruction.</summary>
    public int Entry => entry;

    public Look[] Looks => looks;

    /// <summary>Whether it matters, here or in a look, that a place is the start of the text.</summary>
    public bool AsksForStart { get; } =
        code.Any(step => step.Operation == Operation.Start) || looks.Any(look => look.Body.AsksForStart);

    /// <summary>Whether it matters, here or in a look, what is a word character.</summary>
    public bool AsksForWords { get; } =
        code.Any(step => step.Operation is Operation.WordBoundary or Operation.NoWordBoundary)
        || looks.Any(look => look.Body.AsksForWords);

    /// <summary>How many instructions, those of the looks included.</summary>
    public int Size => code.Length + looks.Sum(look => look.Body.Size);
}
