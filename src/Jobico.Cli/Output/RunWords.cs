using System.Globalization;
using Goico.Wasm;

namespace Jobico.Cli.Output;

/// <summary>How the outcome of a local run is called: as in the records of executions.</summary>
/// <param name="Name">As the API's JSON has it.</param>
/// <param name="Text">For people.</param>
/// <param name="Fault">What went wrong, for people; null when the program returned.</param>
/// <param name="Backtrace">The guest's stack, innermost call first; empty where unknown.</param>
internal sealed record RunWords(string Name, string Text, string? Fault, IReadOnlyList<GuestFrame> Backtrace)
{
    /// <summary>The words for an outcome.</summary>
    public static RunWords Of(GuestOutcome outcome) => outcome switch
    {
        GuestOutcome.Returned { Code: 0 } => new("OK", "ok", null, []),
        GuestOutcome.Returned { Code: var code } => new(
            "ERROR", string.Create(CultureInfo.InvariantCulture, $"error (code {code})"), null, []),
        GuestOutcome.Trapped trapped => new("TRAP", "trap", trapped.Message, trapped.Backtrace),
        GuestOutcome.TimedOut(var limit) => Broken(
            "TIMEOUT", "timeout", string.Create(
                CultureInfo.InvariantCulture, $"It ran longer than {limit.TotalSeconds} s and was stopped.")),
        GuestOutcome.OutOfMemory(_, var message) => Broken("OUT_OF_MEMORY", "out of memory", message),
        GuestOutcome.OutOfFuel(var limit) => Broken(
            "OUT_OF_FUEL", "out of fuel", string.Create(
                CultureInfo.InvariantCulture, $"It used up its fuel of {limit:N0} and was stopped.")),
        GuestOutcome.OutputTooLarge(var limit) => Broken(
            "OUTPUT_TOO_LARGE", "output too large", string.Create(
                CultureInfo.InvariantCulture, $"Its result is larger than {limit} bytes.")),
        GuestOutcome.BadResult(var message) => Broken("BAD_RESULT", "bad result", message),
        GuestOutcome.HostFault(var message) => Broken("HOST_FAULT", "host fault", message),
        _ => throw new InvalidOperationException($"An outcome has no words: {outcome.GetType()}."),
    };

    private static RunWords Broken(string name, string text, string fault) => new(name, text, fault, []);
}
