using Goico.JsonSchema.Bench.Contenders;

namespace Goico.JsonSchema.Bench;

/// <summary>Lets the contenders validate every pair, by turns.</summary>
internal sealed class Match(GoicoContender ours, IReadOnlyList<IContender> others, BenchOptions options)
{
    private readonly IReadOnlyList<IContender> _all = [ours, .. others];

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var failures = new Dictionary<(IContender, Pair), string>();
        foreach (IContender contender in _all)
        {
            foreach (Pair pair in options.Pairs)
            {
                if (await FailureAsync(contender, pair) is { } failure)
                    failures.Add((contender, pair), failure);
            }
        }

        foreach (IContender contender in _all)
        {
            await contender.WarmUpAsync(options.WarmUpSeconds);
        }

        var rows = new List<Row>();
        foreach (Pair pair in options.Pairs)
        {
            rows.Add(await MeasureAsync(pair, failures));
        }

        return rows;
    }

    private static async Task<string?> FailureAsync(IContender contender, Pair pair)
    {
        try
        {
            return await contender.LoadAsync(pair) == pair.IsValid ? null : "wrong verdict";
        }
        catch (Exception exception) when (contender is NJsonSchemaContender)
        {
            // It throws for schemas that hold what it doesn't know, in several ways.
            return $"no verdict: {exception.Message}";
        }
    }

    private async Task<Row> MeasureAsync(Pair pair, Dictionary<(IContender, Pair), string> failures)
    {
        var rounds = _all.Where(contender => !failures.ContainsKey((contender, pair)))
            .ToDictionary(contender => contender, _ => new List<double>());
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach ((IContender contender, List<double> micros) in rounds)
            {
                micros.Add(await contender.RunAsync(pair, options.Seconds));
            }
        }

        return new Row(pair, ours.BytesAllocated(pair), _all.ToDictionary(
            contender => contender.Name,
            contender => rounds.TryGetValue(contender, out List<double>? micros)
                ? new Result(micros.Median(), null)
                : new Result(null, failures[(contender, pair)])));
    }
}
