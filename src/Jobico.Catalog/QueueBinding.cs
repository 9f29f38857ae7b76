using Jobico.Model.Definitions;

namespace Jobico.Catalog;

/// <summary>A queue in use.</summary>
/// <param name="Definition">Its settings.</param>
/// <param name="HasRuntime">Whether programs process its events; if not, they wait for an outside consumer.</param>
public sealed record QueueBinding(QueueDefinition Definition, bool HasRuntime);
