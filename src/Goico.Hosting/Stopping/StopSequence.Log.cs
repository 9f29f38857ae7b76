using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Stopping;

internal sealed partial class StopSequence
{
    [LoggerMessage(120, LogLevel.Information, "Draining: {Requests} requests running, at most {Seconds} s to finish")]
    private static partial void LogDraining(ILogger logger, int requests, double seconds);

    [LoggerMessage(121, LogLevel.Warning, "Stopping before everything was finished; {Requests} requests cut off")]
    private static partial void LogCutOff(ILogger logger, int requests);

    [LoggerMessage(122, LogLevel.Warning, "Part {Part} gave up unfinished work")]
    private static partial void LogGaveUp(ILogger logger, string part);

    [LoggerMessage(123, LogLevel.Error, "Part {Part} could not {Phase}")]
    private static partial void LogPartFailed(ILogger logger, Exception fault, string part, string phase);

    [LoggerMessage(124, LogLevel.Information, "Stopped; everything finished: {Drained}")]
    private static partial void LogStopped(ILogger logger, bool drained);
}
