using System.Globalization;
using Goico.Wasm.Bench;

// One event through one program: a fresh instance each time, on one and two threads, and beside it the limits: a bare
// instance by the engine's own wrapper and pool, and a call into an instance that is used again. All in turns.
// --programs N instead: that many different programs by way of a bounded cache, with a hot one among them.
try
{
    if (args is ["--programs", var count])
    {
        ManyPrograms.Run(int.Parse(count, CultureInfo.InvariantCulture), Console.Out);
        return 0;
    }
    bool smoke = args is ["--smoke"];
    if (args.Length > 0 && !smoke)
    {
        throw new FormatException($"'{string.Join(' ', args)}' is none of: --smoke, --programs N");
    }
    FreshInstances.Run(smoke, Console.Out);
    return 0;
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
