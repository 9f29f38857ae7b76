using System.Globalization;
using System.Text;
using Goico.JsonSchema.Patterns;
using Goico.JsonSchema.Patterns.Automata;

namespace Goico.JsonSchema.Compatibility;

/// <summary>What strings must be: of a length, and matching patterns.</summary>
/// <param name="Patterns">All of them are to be matched.</param>
/// <param name="Min">Fewest code points.</param>
/// <param name="Max">Most code points.</param>
internal sealed record TextDemand(IReadOnlyList<Pattern> Patterns, int Min = 0, int Max = int.MaxValue)
{
    /// <summary>What every string is.</summary>
    public static TextDemand None { get; } = new([]);

    public string Key => string.Create(CultureInfo.InvariantCulture,
        $"{Min} {Max} {string.Join(' ', Patterns.Select(pattern => $"{pattern.Written.Length}:{pattern.Written}"))}");
}

/// <summary>
/// Searches all texts at once, by walking the automata of patterns side by side: whether there is one that meets one
/// demand and misses another, and the shortest such. What takes too much work stays undecided.
/// </summary>
internal sealed class TextSearch(long work)
{
    private const int LongestCounted = 2048;
    private const int MostStates = 50_000;
    private const long AutomataWork = 4 * 1024 * 1024;
    private const long AutomataBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>?> _lists = new(StringComparer.Ordinal);
    private readonly Allowance _allowance = new(AutomataWork, AutomataBytes);
    private long _work = work;

    /// <summary>What came of a search.</summary>
    /// <param name="IsDecided">Whether the search came to its end.</param>
    /// <param name="Text">The text found; null when there is none, or it is not known.</param>
    internal readonly record struct Answer(bool IsDecided, string? Text)
    {
        public bool IsNone => IsDecided && Text is null;
    }

    /// <summary>Whether every text that matches one pattern matches another.</summary>
    public bool IsWithin(Pattern one, Pattern other) => one.Written == other.Written
        || Find(new TextDemand([one]), new TextDemand([other])).IsNone;

    /// <summary>A text that meets a demand.</summary>
    public Answer FindAny(TextDemand met) => Find(met, null);

    /// <summary>A text that meets one demand and misses another; without another, any that meets the one.</summary>
    public Answer Find(TextDemand met, TextDemand? missed)
    {
        string key = $"{met.Key}\n{missed?.Key}";
        if (!_answers.TryGetValue(key, out Answer answer))
            _answers.Add(key, answer = Search(met, missed));
        return answer;
    }

    /// <summary>All texts that meet a demand, when they are no more than a few; else null.</summary>
    public IReadOnlyList<string>? All(TextDemand met, int most)
    {
        if (!_lists.TryGetValue(met.Key, out IReadOnlyList<string>? list))
            _lists.Add(met.Key, list = List(met, most));
        return list;
    }

    private Answer Search(TextDemand met, TextDemand? missed)
    {
        int longest = Math.Max(Counted(met), missed is null ? 0 : Counted(missed));
        if (longest > LongestCounted)
        {
            // Without its lengths a demand asks for less: what is found then may not be a text, but none is none.
            if (missed is not null && Counted(missed) > LongestCounted)
                return default;
            Answer less = Find(met with { Min = 0, Max = int.MaxValue }, missed);
            return less.IsNone ? less : default;
        }

        PatternProduct? product =
            PatternProduct.Of([.. met.Patterns, .. missed?.Patterns ?? []], _allowance);
        return product is null ? default : new Walk(product, met, missed, longest).Run(ref _work);
    }

    private static int Counted(TextDemand demand) =>
        Math.Max(demand.Min, demand.Max == int.MaxValue ? 0 : demand.Max + 1);

    private List<string>? List(TextDemand met, int most)
    {
        if (met.Patterns.Count == 0 || Counted(met) > LongestCounted)
            return null;
        return PatternProduct.Of(met.Patterns, _allowance) is { } product
            ? new Walk(product, met, null, Counted(met)).List(most, ref _work) : null;
    }

    /// <summary>One search, breadth first.</summary>
    private sealed class Walk(PatternProduct product, TextDemand met, TextDemand? missed, int longest)
    {
        // The states of a place, how many code points led there (up to the longest that matters), and from where.
        private readonly List<(UInt128 States, int Length, int From, int Symbol)> _places = [];
        private readonly HashSet<(UInt128, int)> _seen = [];

        public Answer Run(ref long work)
        {
            Add(product.Start, 0, -1, -1);
            for (int at = 0; at < _places.Count; at++)
            {
                (UInt128 states, int length, _, _) = _places[at];
                if (IsFound(states, length))
                    return new Answer(true, TextOf(at));
                foreach (int symbol in product.Symbols)
                    Add(product.Step(states, symbol), length + 1, at, symbol);
                work -= product.Symbols.Count;
                if (work < 0 || _places.Count > MostStates)
                    return default;
            }

            return new Answer(true, null);
        }

        /// <summary>The texts that meet the demand, if a few are all.</summary>
        public List<string>? List(int most, ref long work)
        {
            // Texts rather than states: as soon as they are too many, it is enough.
            var open = new Queue<(UInt128 States, int Length, string Text)>([(product.Start, 0, "")]);
            var found = new List<string>();
            int tried = 0;
            while (open.TryDequeue(out var next))
            {
                if (IsFound(next.States, next.Length))
                    found.Add(next.Text);
                foreach (int symbol in product.Symbols)
                {
                    UInt128 states = product.Step(next.States, symbol);
                    if (!CanMeet(states, next.Length + 1))
                        continue;
                    if (product.All(symbol, most) is not { } points)
                        return null;
                    foreach (int point in points)
                        open.Enqueue((states, next.Length + 1, next.Text + char.ConvertFromUtf32(point)));
                }

                work -= product.Symbols.Count;
                if (found.Count > most || open.Count > most * 4 || ++tried > most * 64 || work < 0)
                    return null;
            }

            return found;
        }

        private void Add(UInt128 states, int length, int from, int symbol)
        {
            length = Math.Min(length, longest);
            if (CanMeet(states, length) && CanMiss(states) && _seen.Add((states, length)))
                _places.Add((states, length, from, symbol));
        }

        private bool CanMeet(UInt128 states, int length)
        {
            if (length > met.Max)
                return false;
            for (int i = 0; i < met.Patterns.Count; i++)
            {
                if (PatternProduct.IsDead(states, i))
                    return false;
            }

            return true;
        }

        /// <summary>Whether a text that goes on from here may miss what it is to miss.</summary>
        private bool CanMiss(UInt128 states)
        {
            if (missed is null || missed.Min > 0 || missed.Max < int.MaxValue)
                return true;
            for (int i = 0; i < missed.Patterns.Count; i++)
            {
                if (!product.IsSatisfied(states, met.Patterns.Count + i))
                    return true;
            }

            return false;
        }

        private bool IsFound(UInt128 states, int length)
        {
            if (length < met.Min || length > met.Max)
                return false;
            for (int i = 0; i < met.Patterns.Count; i++)
            {
                if (!product.Accepts(states, i))
                    return false;
            }

            if (missed is null || length < missed.Min || length > missed.Max)
                return true;
            for (int i = 0; i < missed.Patterns.Count; i++)
            {
                if (!product.Accepts(states, met.Patterns.Count + i))
                    return true;
            }

            return false;
        }

        private string TextOf(int place)
        {
            var points = new Stack<int>();
            for (int at = place; _places[at].From >= 0; at = _places[at].From)
                points.Push(product.Sample(_places[at].Symbol));
            var text = new StringBuilder();
            foreach (int point in points)
                text.Append(char.ConvertFromUtf32(point));
            return text.ToString();
        }
    }
}
