namespace Goico.JsonSchema.Bench.Contenders;

/// <summary>This project's library.</summary>
internal sealed class GoicoContender() : InProcess("Goico")
{
    protected override Task<Func<bool>> PrepareAsync(Pair pair)
    {
        JsonSchema schema = Compile(pair);
        byte[] bytes = pair.Instance;
        return Task.FromResult<Func<bool>>(() => schema.Validate(bytes).IsValid);
    }

    /// <summary>The time that compiling a pair's schema takes, in µs.</summary>
    public static double CompileMicros(Pair pair, BenchOptions options)
    {
        var stint = new Stint(() => Compile(pair) is not null);
        stint.Run(options.WarmUpSeconds / 3);
        return Enumerable.Range(0, options.Rounds).Select(_ => stint.Run(options.Seconds / 3)).ToList().Median();
    }

    private static JsonSchema Compile(Pair pair) => JsonSchema.Compile(pair.Schema) switch
    {
        SchemaCompilation.Compiled compiled => compiled.Schema,
        SchemaCompilation.Refused refused => throw new InvalidDataException(
            $"{pair.SchemaPath} was refused: {string.Join("; ", refused.Problems)}"),
        _ => throw new InvalidOperationException("A third outcome of compiling."),
    };
}
