using System.Diagnostics;

namespace Goico.JsonSchema.Bench.Contenders;

/// <summary>A validator in this process.</summary>
internal abstract class InProcess(string name) : IContender
{
    private readonly Dictionary<Pair, Stint> _stints = [];

    public string Name => name;

    public async Task<bool> LoadAsync(Pair pair)
    {
        var stint = new Stint(await PrepareAsync(pair));
        bool isValid = stint.Once();
        _stints.Add(pair, stint);
        return isValid;
    }

    /// <summary>
    /// All pairs by turns: what the JIT learns from in its first tiers is then the mix that a server sees, not the pair
    /// that happened to come first.
    /// </summary>
    public Task WarmUpAsync(double secondsEach)
    {
        const double Slice = 0.002;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < secondsEach * _stints.Count)
        {
            foreach (Stint stint in _stints.Values)
            {
                stint.Run(Slice);
            }
        }

        return Task.CompletedTask;
    }

    public Task<double> RunAsync(Pair pair, double seconds) => Task.FromResult(_stints[pair].Run(seconds));

    public long BytesAllocated(Pair pair) => _stints[pair].BytesAllocated();

    /// <summary>Compiles the schema; the function goes from the bytes to the verdict.</summary>
    protected abstract Task<Func<bool>> PrepareAsync(Pair pair);
}
