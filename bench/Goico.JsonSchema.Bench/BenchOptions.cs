using System.Globalization;

namespace Goico.JsonSchema.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        "Usage: Goico.JsonSchema.Bench [--seconds <of one round, 0.3>] [--pairs <a,b>] [--only-ours] [--smoke]";

    /// <summary>Length of one round of one contender, in seconds. The default value is 0.3.</summary>
    public double Seconds { get; private init; } = 0.3;

    /// <summary>Rounds of each contender, by turns; the median counts.</summary>
    public int Rounds { get; private init; } = 7;

    /// <summary>Warm-up of each contender with each pair, in seconds.</summary>
    public double WarmUpSeconds { get; private init; } = 1.5;

    public IReadOnlyList<Pair> Pairs { get; private init; } = Pair.All;

    /// <summary>Neither Node.js nor NJsonSchema: the fast loop for work on the library.</summary>
    public bool OnlyOurs { get; private init; }

    /// <summary>Whether all verdicts are checked but the figures are worth nothing.</summary>
    public bool Smoke { get; private init; }

    /// <exception cref="FormatException">The arguments ask for nothing that there is.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (int i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--only-ours" => options with { OnlyOurs = true },
                "--smoke" => options with { Smoke = true, Seconds = 0.005, Rounds = 1, WarmUpSeconds = 0.01 },
                "--seconds" when i + 1 < args.Length => options with { Seconds = ParseSeconds(args[++i]) },
                "--pairs" when i + 1 < args.Length => options with { Pairs = ParsePairs(args[++i]) },
                _ => throw new FormatException($"{args[i]} is not an option, or lacks its value."),
            };
        }

        return options;
    }

    private static double ParseSeconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= 3600
            ? seconds
            : throw new FormatException($"--seconds takes a number above 0 and to 3,600, was {text}.");

    private static List<Pair> ParsePairs(string text) =>
        [.. text.Split(',').Select(name => Pair.All.FirstOrDefault(pair => pair.Name == name)
            ?? throw new FormatException(
                $"There is no pair {name}; there are {string.Join(", ", Pair.All.Select(pair => pair.Name))}."))];
}
