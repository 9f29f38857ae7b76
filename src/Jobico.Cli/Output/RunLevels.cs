using Goico.Wasm;

namespace Jobico.Cli.Output;

/// <summary>The levels of log lines, as people read them.</summary>
internal static class RunLevels
{
    /// <summary>A level's word and its colour.</summary>
    public static (string Word, string Color) Of(GuestLogLevel level) => level switch
    {
        GuestLogLevel.Debug => ("debug", "dim"),
        GuestLogLevel.Info => ("info", "blue"),
        GuestLogLevel.Warning => ("warning", "yellow"),
        GuestLogLevel.Error => ("error", "red"),
        GuestLogLevel.Fatal => ("fatal", "red"),
        GuestLogLevel.Panic => ("panic", "red"),
        _ => ("log", "dim"),
    };
}
