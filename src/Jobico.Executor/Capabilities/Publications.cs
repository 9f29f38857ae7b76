using System.Text;
using Goico.JsonSchema;
using Goico.Wasm.Capabilities;
using Jobico.Catalog;
using Jobico.Model;
using Jobico.Model.Definitions;
using Jobico.Model.Executions;
using Jobico.Storage.Events;

namespace Jobico.Executor.Capabilities;

/// <summary>
/// What one run publishes: checked at once, so that the program learns of a misfit, and kept until the run's end, which
/// decides whether it comes to be.
/// </summary>
internal sealed class Publications(
    TenantId tenant, RuntimeDefinition runtime, IEventStore store, LiveCatalog catalog, SchemaCatalog schemas)
{
    private const int MostViolations = 5;

    private readonly List<PublishedEvent> _events = [];
    private int _bytes;

    /// <summary>What was published, in order.</summary>
    public IReadOnlyList<PublishedEvent> Events => _events;

    /// <summary>Takes an event.</summary>
    public async ValueTask<GuestAnswer> AddAsync(
        string id, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (RequestRules.RefusalOfPublication(runtime.Publish, id, _events.Count, _bytes, data.Length) is { } refusal)
            return refusal;
        if (catalog.FindEvent(tenant, id) is not { } target)
        {
            return new GuestAnswer.Refused(
                GuestRefusal.Failed, $"No live job of the tenant defines event '{id}': deploy one that does.");
        }
        // As for a post. The Queue looks once more at the end, when the program can no longer be told.
        long backlog = (await store.GetDepthAsync(target.Route.QueueKey, cancellationToken)).Backlog;
        if (backlog >= target.Queue.MaxBacklog)
        {
            return new GuestAnswer.Refused(
                GuestRefusal.OverLimit, $"Queue '{target.Queue.Id}' is full with {backlog} unfinished events.");
        }
        SchemaVerdict verdict = (await schemas.GetAsync(target.Schema, cancellationToken)).Validate(data.Span);
        if (!verdict.IsValid) return Misfit(target, verdict);
        _bytes += data.Length;
        _events.Add(new PublishedEvent(id, data));
        return GuestAnswer.Done.Instance;
    }

    private static GuestAnswer.Refused Misfit(EventBinding target, SchemaVerdict verdict)
    {
        var message = new StringBuilder(
            $"The data do not fit schema '{target.Definition.Schema.FileRef}' of event '{target.Definition.Id}':");
        foreach (SchemaViolation violation in verdict.Violations.Take(MostViolations))
        {
            message.Append($" {(violation.InstanceLocation.Length == 0 ? "/" : violation.InstanceLocation)}: ")
                .Append($"{violation.Message} ({violation.Keyword});");
        }
        return new GuestAnswer.Refused(GuestRefusal.Invalid, message.ToString().TrimEnd(';'));
    }
}
