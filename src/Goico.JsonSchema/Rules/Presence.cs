using Goico.JsonSchema.Text;

namespace Goico.JsonSchema.Rules;

/// <summary>
/// Which of the watched properties an object has: the first 64 in a word, the others in scratch memory.
/// </summary>
internal struct Presence
{
    private const int WordBits = 64;

    private readonly int _others;
    private ulong _first;

    public Presence(Scratch scratch, int watched) => _others = watched > WordBits ? scratch.RentBits(watched) : -1;

    /// <summary>Notes a property by its number; a negative one is not watched.</summary>
    public void Add(Scratch scratch, int number)
    {
        // Not watched is -1, which as an unsigned number is beyond the word.
        if ((uint)number < WordBits)
            _first |= 1UL << number;
        else if (number >= 0)
            scratch.Set(_others, number);
    }

    public readonly bool Has(Scratch scratch, int number) =>
        number < WordBits ? (_first & (1UL << number)) != 0 : scratch.Has(_others, number);

    /// <summary>Whether all of a set are there, as far as the word can tell: false may be true after all.</summary>
    public readonly bool Includes(Demand demand) => demand.IsWord && (_first & demand.Word) == demand.Word;

    public readonly void Return(Scratch scratch)
    {
        if (_others >= 0)
            scratch.ReturnBits(_others);
    }

    /// <summary>The properties that must be there.</summary>
    /// <param name="Word">Those of the first 64.</param>
    /// <param name="IsWord">Whether those are all.</param>
    public readonly record struct Demand(ulong Word, bool IsWord)
    {
        public static Demand Of(IReadOnlyCollection<NamedProperty> properties) => new(
            properties.Where(p => p.Presence < WordBits).Aggregate(0UL, (word, p) => word | (1UL << p.Presence)),
            properties.All(p => p.Presence < WordBits));
    }
}
