namespace Jobico.Cli.Local;

/// <summary>An event that a run published.</summary>
/// <param name="Event">The event's id.</param>
/// <param name="Data">Its data: JSON.</param>
internal sealed record PublishedEvent(string Event, ReadOnlyMemory<byte> Data);
