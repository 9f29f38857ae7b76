using Jobico.Model.Definitions.Source;

namespace Jobico.Model.Definitions.Reading;

/// <summary>An event as read from one place, with what the rules across events need to know and to point at.</summary>
/// <param name="Definition">The event; the empty text stands in for what could not be read.</param>
/// <param name="Path">The event's path.</param>
/// <param name="Id">Where the id stands; null when it could not be read.</param>
/// <param name="Queue">Where the queue's id stands; null when it could not be read.</param>
/// <param name="Runtime">Where the runtime's id stands; null when there is none or it could not be read.</param>
/// <param name="WaitsOutside">Whether it has no runtime on purpose: an outside consumer leases it.</param>
/// <param name="IsSound">Whether it and the results below it were read without an error.</param>
internal sealed record ReadEvent(
    EventDefinition Definition,
    string Path,
    SourceNode.Text? Id,
    SourceNode.Text? Queue,
    SourceNode.Text? Runtime,
    bool WaitsOutside,
    bool IsSound);
