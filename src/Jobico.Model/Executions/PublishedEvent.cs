namespace Jobico.Model.Executions;

/// <summary>An event that a program published while it ran; it comes to be when its run has succeeded.</summary>
/// <param name="Event">The id of an event of the same tenant.</param>
/// <param name="Data">Its data, as the program gave them: nothing of them is checked yet.</param>
public sealed record PublishedEvent(string Event, ReadOnlyMemory<byte> Data);
