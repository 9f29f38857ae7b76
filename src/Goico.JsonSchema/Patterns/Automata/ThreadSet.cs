namespace Goico.JsonSchema.Patterns.Automata;

/// <summary>
/// The threads of a program at one place of the text, followed through all instructions that take no text. A thread is
/// its instruction and, in the lower half, the number of its obligations.
/// </summary>
internal sealed class ThreadSet(Program program, Automaton?[] looks, Obligations obligations, Allowance allowance)
{
    private readonly int[] _visited = new int[program.Code.Length];
    private readonly HashSet<long> _visitedOwing = [];
    private readonly Stack<long> _open = new();
    private int _round;

    /// <summary>The threads at instructions that wait for more of the text.</summary>
    public List<long> Threads { get; } = [];

    /// <summary>Whether the expression has matched, with nothing owed.</summary>
    public bool Matches { get; private set; }

    /// <summary>Whether a thread waits to learn what comes next.</summary>
    public bool Waits { get; private set; }

    /// <summary>Whether the allowance has run out: what was found is not all.</summary>
    public bool IsSpent => allowance.Work < 0 || obligations.IsFull;

    public static long Thread(int instruction, int owes) => ((long)instruction << 32) | (uint)owes;

    public static int InstructionOf(long thread) => (int)(thread >> 32);

    public static int OwedBy(long thread) => (int)thread;

    /// <summary>Follows threads at a place.</summary>
    /// <param name="seeds">The threads that arrive there.</param>
    /// <param name="before">What is before the place.</param>
    /// <param name="after">What is after it.</param>
    /// <param name="behind">For each look, the state that its automaton is in there if it is a lookbehind.</param>
    public void Follow(ReadOnlySpan<long> seeds, Context before, Context after, ReadOnlySpan<int> behind)
    {
        Threads.Clear();
        _visitedOwing.Clear();
        (Matches, Waits) = (false, false);
        _open.Clear();
        _round++;
        foreach (long seed in seeds)
        {
            _open.Push(seed);
            while (!IsSpent && _open.TryPop(out long thread))
            {
                if (Visit(thread))
                    Follow(thread, before, after, behind);
            }
        }
    }

    private bool Visit(long thread)
    {
        int instruction = InstructionOf(thread);
        if (_visited[instruction] == _round)
            return false;
        if (OwedBy(thread) == 0)
            _visited[instruction] = _round;
        else if (!_visitedOwing.Add(thread))
            return false;
        allowance.Work--;
        return true;
    }

    private void Follow(long thread, Context before, Context after, ReadOnlySpan<int> behind)
    {
        Instruction instruction = program.Code[InstructionOf(thread)];
        int owes = OwedBy(thread);
        switch (instruction.Operation)
        {
            case Operation.Points:
                Threads.Add(thread);
                return;
            case Operation.Accept:
                Matches |= owes == 0;
                Threads.Add(thread);
                return;
            case Operation.Fork:
                _open.Push(Thread(instruction.Other, owes));
                break;
            case Operation.Look:
                owes = Pass(instruction.Argument, owes, before, behind);
                if (owes == Obligations.Failed)
                    return;
                break;
            case Operation.Start:
                if (before != Context.Edge)
                    return;
                break;
            default:
                if (after == Context.Unknown)
                {
                    Waits = true;
                    Threads.Add(thread);
                    return;
                }

                if (!Holds(instruction.Operation, before, after))
                    return;
                break;
        }

        _open.Push(Thread(instruction.Next, owes));
    }

    private int Pass(int number, int owes, Context before, ReadOnlySpan<int> behind)
    {
        Look look = program.Looks[number];
        if (!look.Behind)
            return obligations.Add(owes, number, before);
        return looks[number]!.Accepts(behind[number]) != look.Negated ? owes : Obligations.Failed;
    }

    /// <summary>Whether an anchor holds between two contexts.</summary>
    public static bool Holds(Operation anchor, Context before, Context after) => anchor switch
    {
        Operation.Start => before == Context.Edge,
        Operation.End => after == Context.Edge,
        Operation.WordBoundary => (before == Context.Word) != (after == Context.Word),
        _ => (before == Context.Word) == (after == Context.Word),
    };
}
