namespace Goico.Hosting;

/// <summary>How a stop went.</summary>
/// <param name="Drained">Whether running requests and all parts had finished before the drain timeout and before
/// anyone asked to stop at once.</param>
/// <param name="AbortedRequests">How many running requests were cut off.</param>
/// <param name="Faults">What went wrong in the parts, a sentence each; empty when nothing did.</param>
public sealed record StopReport(bool Drained, int AbortedRequests, IReadOnlyList<string> Faults);
