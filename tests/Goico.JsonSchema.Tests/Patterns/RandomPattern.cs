using System.Text;

namespace Goico.JsonSchema.Tests.Patterns;

/// <summary>
/// An expression at random, as a tree that knows how it is written for ECMA-262 and for .NET, and where it matches.
/// </summary>
internal abstract record RandomPattern
{
    /// <summary>The characters of texts; the last ones are beyond the first plane.</summary>
    public const string Characters = "ab1_- \n\ré\u2028ж字\ufeff😀😁";

    private static readonly Rune[] s_runes = [.. Characters.EnumerateRunes()];

    /// <summary>The expression for ECMA-262.</summary>
    public abstract string Written { get; }

    /// <summary>The expression for .NET, over texts in the form of <see cref="ForDotNet(Rune[])"/>.</summary>
    public abstract string ForDotNet();

    /// <summary>Where in a text a match that starts at a place may end: the definition, followed to the letter.</summary>
    public abstract IEnumerable<int> Ends(Rune[] text, int start);

    public bool Matches(Rune[] text) => Enumerable.Range(0, text.Length + 1).Any(start => Ends(text, start).Any());

    /// <summary>A text with one UTF-16 unit for each character.</summary>
    public static string ForDotNet(Rune[] text) => string.Concat(text.Select(Unit));

    public static Rune[] Text(Random random) =>
        [.. Enumerable.Range(0, random.Next(9)).Select(_ => s_runes[random.Next(random.Next(2) == 0 ? 4 : s_runes.Length)])];

    /// <summary>A whole expression: often anchored, or of a shape that schemas are full of.</summary>
    public static RandomPattern Whole(Random random, int depth)
    {
        RandomPattern[] start = random.Next(2) == 0 ? [new Anchor('^')] : [];
        RandomPattern[] end = random.Next(2) == 0 ? [new Anchor('$')] : [];
        RandomPattern[] looks = [.. Enumerable.Range(0, random.Next(3)).Select(_ =>
            new Look(Make(random, depth - 1, behind: false), random.Next(2) == 0, false))];
        RandomPattern[] several = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Of.Make(random))];
        return random.Next(6) switch
        {
            0 => new All([.. start, Times.Make(random, Of.Make(random)), .. end]),
            1 => new All([new Anchor('^'), .. several, Times.Make(random, several[0]), .. end]),
            2 => new All([new Anchor('^'), .. looks, Make(random, depth), .. end]),
            3 => new All([.. start, Make(random, depth), .. end]),
            4 => new Any([Make(random, depth), new All([.. start, .. several, Make(random, depth)])]),
            _ => Make(random, depth),
        };
    }

    private static RandomPattern Make(
        Random random, int depth, bool anchors = true, bool ahead = true, bool behind = true)
    {
        RandomPattern Inner() => Make(random, depth - 1, anchors, ahead, behind);
        return random.Next(depth == 0 ? 6 : 13) switch
        {
            < 3 => One.Make(random),
            < 5 => Of.Make(random),
            5 => anchors ? new Anchor("^$bB"[random.Next(4)]) : One.Make(random),
            < 9 => new All([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Inner())]),
            < 10 => new Any([.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Inner())]),
            < 12 => Times.Make(random, Inner()),
            _ when ahead && (!behind || random.Next(3) > 0) =>
                new Look(Make(random, depth - 1, anchors, ahead: true, behind: false), random.Next(2) == 0, false),
            _ when behind => new Look(Make(random, depth - 1, false, false, false), random.Next(2) == 0, true),
            _ => Inner(),
        };
    }

    private static char Unit(Rune rune) => rune.IsBmp ? (char)rune.Value : (char)(0xE000 + (rune.Value & 0xFF));

    private static string Escaped(Rune rune) => $"\\u{(int)Unit(rune):X4}";

    private static bool IsWord(Rune[] text, int at) =>
        at >= 0 && at < text.Length && text[at].IsAscii && (Rune.IsLetterOrDigit(text[at]) || text[at].Value == '_');

    /// <summary>One character, written in one of several ways.</summary>
    private sealed record One(Rune Rune, string Form) : RandomPattern
    {
        public override string Written => Form;

        public static One Make(Random random)
        {
            Rune rune = s_runes[random.Next(random.Next(2) == 0 ? 4 : s_runes.Length)];
            string form = random.Next(4) switch
            {
                0 => $"\\u{{{rune.Value:x}}}",
                1 => string.Concat(rune.ToString().Select(unit => $"\\u{(int)unit:x4}")),
                2 when rune.Value < 0x100 => $"\\x{rune.Value:x2}",
                _ => rune.ToString(),
            };
            return new One(rune, form);
        }

        public override string ForDotNet() => Escaped(Rune);

        public override IEnumerable<int> Ends(Rune[] text, int start) =>
            start < text.Length && text[start] == Rune ? [start + 1] : [];
    }

    /// <summary>A class.</summary>
    private sealed record Of(string Form, Rune[] Members) : RandomPattern
    {
        private static readonly (string Form, string Members)[] s_classes =
        [
            (".", "ab1_- éж字\ufeff😀😁"), ("\\d", "1"), ("\\D", "ab_- \n\ré\u2028ж字\ufeff😀😁"), ("\\w", "ab1_"),
            ("\\W", "- \n\ré\u2028ж字\ufeff😀😁"), ("\\s", " \n\r\u2028\ufeff"), ("\\S", "ab1_-éж字😀😁"),
            ("[]", ""), ("[^]", Characters), ("[ab]", "ab"), ("[^a]", "b1_- \n\ré\u2028ж字\ufeff😀😁"), ("[😀-😎]", "😀😁"),
            ("[^😀]", "ab1_- \n\ré\u2028ж字\ufeff😁"), ("[\\w-]", "ab1_-"), ("\\p{L}", "abéж字"),
            ("[^\\p{L}\\s]", "1_-😀😁"), ("[a-ж]", "abéж"), ("[\\ud83d\\ude00\\n]", "😀\n"), ("[\\ud83d]", ""),
        ];

        public override string Written => Form;

        public static Of Make(Random random)
        {
            (string form, string members) = s_classes[random.Next(s_classes.Length)];
            return new Of(form, [.. members.EnumerateRunes()]);
        }

        public override string ForDotNet() =>
            Members.Length == 0 ? "(?!)" : $"[{string.Concat(Members.Select(Escaped))}]";

        public override IEnumerable<int> Ends(Rune[] text, int start) =>
            start < text.Length && Members.Contains(text[start]) ? [start + 1] : [];
    }

    private sealed record Anchor(char Sign) : RandomPattern
    {
        public override string Written => Sign is '^' or '$' ? Sign.ToString() : $"\\{Sign}";

        public override string ForDotNet() => Sign switch
        {
            '^' => "\\A",
            '$' => "\\z",
            'b' => "(?:(?<=[ab1_])(?![ab1_])|(?<![ab1_])(?=[ab1_]))",
            _ => "(?:(?<=[ab1_])(?=[ab1_])|(?<![ab1_])(?![ab1_]))",
        };

        public override IEnumerable<int> Ends(Rune[] text, int start)
        {
            bool isBoundary = IsWord(text, start - 1) != IsWord(text, start);
            bool holds = Sign switch
            {
                '^' => start == 0,
                '$' => start == text.Length,
                'b' => isBoundary,
                _ => !isBoundary,
            };
            return holds ? [start] : [];
        }
    }

    private sealed record All(RandomPattern[] Parts) : RandomPattern
    {
        public override string Written => string.Concat(Parts.Select(part =>
            part is Any ? $"({part.Written})" : part.Written));

        public override string ForDotNet() => string.Concat(Parts.Select(part => $"(?:{part.ForDotNet()})"));

        public override IEnumerable<int> Ends(Rune[] text, int start) =>
            Parts.Aggregate<RandomPattern, IEnumerable<int>>([start],
                (ends, part) => [.. ends.SelectMany(end => part.Ends(text, end)).Distinct()]);
    }

    private sealed record Any(RandomPattern[] Options) : RandomPattern
    {
        public override string Written => string.Join('|', Options.Select(option => option.Written));

        public override string ForDotNet() => string.Join('|', Options.Select(option => option.ForDotNet()));

        public override IEnumerable<int> Ends(Rune[] text, int start) =>
            Options.SelectMany(option => option.Ends(text, start)).Distinct();
    }

    private sealed record Times(RandomPattern Body, int Least, int Most, string Sign) : RandomPattern
    {
        private static readonly (int Least, int Most, string Sign)[] s_signs =
        [
            (0, int.MaxValue, "*"), (1, int.MaxValue, "+"), (0, 1, "?"), (2, 2, "{2}"), (0, 2, "{0,2}"),
            (2, int.MaxValue, "{2,}"), (1, 3, "{1,3}"), (0, 0, "{0}"), (0, int.MaxValue, "*?"), (1, 2, "{1,2}?"),
        ];

        public override string Written => $"(?:{Body.Written}){Sign}";

        public static Times Make(Random random, RandomPattern body)
        {
            (int least, int most, string sign) = s_signs[random.Next(s_signs.Length)];
            return new Times(body, least, most, sign);
        }

        public override string ForDotNet() => $"(?:{Body.ForDotNet()}){Sign}";

        public override IEnumerable<int> Ends(Rune[] text, int start)
        {
            var ends = new HashSet<int>();
            HashSet<int> arrived = [start];
            // More rounds than characters only repeat places: those that take nothing can be taken at any time.
            for (int round = 0; round <= Math.Min(Most, Least + text.Length + 1); round++)
            {
                if (round >= Least)
                    ends.UnionWith(arrived);
                arrived = [.. arrived.SelectMany(end => Body.Ends(text, end))];
            }

            return ends;
        }
    }

    private sealed record Look(RandomPattern Body, bool Negated, bool Behind) : RandomPattern
    {
        public override string Written => $"(?{(Behind ? "<" : "")}{(Negated ? '!' : '=')}{Body.Written})";

        public override string ForDotNet() => $"(?{(Behind ? "<" : "")}{(Negated ? '!' : '=')}{Body.ForDotNet()})";

        public override IEnumerable<int> Ends(Rune[] text, int start)
        {
            bool found = Behind
                ? Enumerable.Range(0, start + 1).Any(from => Body.Ends(text, from).Contains(start))
                : Body.Ends(text, start).Any();
            return found != Negated ? [start] : [];
        }
    }
}
