namespace Goico.JsonSchema.Bench.Contenders;

/// <summary>A validator, from a document's bytes to a verdict.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Compiles a pair's schema.</summary>
    /// <returns>Whether the pair's document is valid.</returns>
    Task<bool> LoadAsync(Pair pair);

    /// <summary>Runs all loaded pairs until each had its time, in seconds.</summary>
    Task WarmUpAsync(double secondsEach);

    /// <summary>Validates a loaded pair's document for some time, in seconds.</summary>
    /// <returns>The mean of one validation, in µs.</returns>
    Task<double> RunAsync(Pair pair, double seconds);
}
