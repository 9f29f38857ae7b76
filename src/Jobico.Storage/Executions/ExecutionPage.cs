using Jobico.Model.Executions;

namespace Jobico.Storage.Executions;

/// <summary>A page of records, newest first.</summary>
/// <param name="Records">The records.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record ExecutionPage(IReadOnlyList<ExecutionRecord> Records, LogPosition? Next);
