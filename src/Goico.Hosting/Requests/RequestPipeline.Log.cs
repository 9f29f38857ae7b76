using Microsoft.Extensions.Logging;

namespace Goico.Hosting.Requests;

internal sealed partial class RequestPipeline
{
    [LoggerMessage(100, LogLevel.Error, "Unhandled fault {Incident} in {Method} {Path}")]
    private static partial void LogUnhandled(
        ILogger logger, Exception fault, string incident, string method, string path);

    [LoggerMessage(101, LogLevel.Debug, "Rejected {Method} {Path} with {Status}: {Reason}")]
    private static partial void LogRejected(ILogger logger, string method, string path, int status, string reason);
}
