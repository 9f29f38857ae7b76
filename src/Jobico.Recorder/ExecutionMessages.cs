using System.Diagnostics;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Jobico.Api.V1;
using Jobico.Model.Executions;
using LogLine = Jobico.Api.V1.LogLine;
using StoredTailItem = Jobico.Storage.Executions.TailItem;
using TailItem = Jobico.Api.V1.TailItem;

namespace Jobico.Recorder;

/// <summary>Records as messages of the API.</summary>
internal static class ExecutionMessages
{
    public static TailItem From(StoredTailItem item) => item switch
    {
        StoredTailItem.Execution execution =>
            new TailItem { Position = item.Position.Value, Execution = From(execution.Record) },
        StoredTailItem.Missed missed => new TailItem { Position = item.Position.Value, MissedAtMost = missed.AtMost },
        _ => throw new UnreachableException(),
    };

    public static Execution From(ExecutionRecord record)
    {
        Attempt attempt = record.Attempt;
        var message = new Execution
        {
            Id = record.Id.ToString(),
            EventId = record.Id.Event.ToString(),
            Attempt = record.Id.Attempt,
            ParentId = record.Parent?.ToString() ?? "",
            Depth = record.Depth,
            Tenant = record.Route.Tenant.Value,
            Job = record.Route.Job,
            Version = attempt.Version,
            Event = record.Route.Event,
            Queue = record.Route.Queue,
            ModuleSha256 = attempt.ModuleSha256 ?? "",
            AcceptedAt = record.AcceptedAt.ToTimestamp(),
            LeasedAt = record.LeasedAt.ToTimestamp(),
            StartedAt = attempt.StartedAt.ToTimestamp(),
            Duration = attempt.Duration.ToDuration(),
            PeakMemoryBytes = attempt.PeakMemoryBytes,
            Outcome = (Outcome)attempt.Outcome,
            Code = attempt.Code,
            Result = Encoding.UTF8.GetString(attempt.Result.Span),
            ResultTruncated = record.ResultTruncated,
            Fault = attempt.Fault ?? "",
            LogsTruncated = attempt.LogsTruncated,
            Disposition = (Disposition)record.Disposition,
            NextAttemptAt = record.NextAttemptAt?.ToTimestamp(),
        };
        message.Logs.AddRange(attempt.Logs.Select(line => new LogLine
        {
            Level = (LogLine.Types.Level)line.Level,
            Offset = line.Offset.ToDuration(),
            Text = line.Text,
        }));
        return message;
    }
}
