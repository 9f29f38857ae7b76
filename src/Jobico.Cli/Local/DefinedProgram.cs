using System.Collections.Immutable;
using System.CommandLine;
using Goico.JsonSchema;
using Goico.Wasm;
using Goico.Wasm.Outbound;
using Jobico.Cli.Definitions;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Local;

/// <summary>A program as a definition has it.</summary>
internal sealed class DefinedProgram(Session session, LocalDefinition definition)
{
    private ParseResult Parsed => session.Parsed;

    /// <summary>Reads it, with the files that it takes.</summary>
    /// <param name="module">The module to take in place of the definition's; null for that.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandFailure">It can't be said which program is meant, or a file can't be read.</exception>
    public async Task<LocalProgram> ReadAsync(string? module, CancellationToken cancellationToken)
    {
        string? id = Parsed.GetValue(RunOptions.Runtime);
        if (id is not null && Parsed.GetValue(RunOptions.EventId) is not null)
        {
            throw CommandFailure.Usage("--event-id and --runtime: an event has its runtime; give one of them.");
        }
        EventDefinition? ev = id is null ? definition.FindEvent(Parsed.GetValue(RunOptions.EventId)) : null;
        RuntimeDefinition runtime = definition.FindRuntime(id ?? ev!.Runtime!);
        string shown = module ?? definition.PathOf(session, runtime.ModuleRef);
        bool ownSchema = ev is not null && Parsed.GetValue(RunOptions.Schema) is null;
        return new LocalProgram
        {
            Shown = shown,
            Wasm = await ModuleFile.ReadAsync(session, shown, cancellationToken),
            Abi = Enum.Parse<GuestAbi>(runtime.Abi.ToString()),
            MainFunction = runtime.MainFunction,
            Limits = LimitsOf(runtime.Limits),
            Identity = new RunIdentity(
                session.Tenant ?? definition.Job.Tenant?.Value ?? "default", definition.Job.Id, ev?.Id ?? runtime.Id),
            Environment = runtime.Environment,
            SecretNames = runtime.Secrets,
            Grants = GrantsOf(runtime),
            PublishSchemas = await PublishSchemasAsync(runtime, cancellationToken),
            Schema = ownSchema ? await SchemaAsync(ev!, cancellationToken) : null,
        };
    }

    private static RunGrants GrantsOf(RuntimeDefinition runtime)
    {
        var origins = ImmutableArray.CreateBuilder<OutboundOrigin>();
        foreach (string text in runtime.Http)
        {
            // As by the executor: the definition's reader has taken it, so it is one.
            if (OutboundOrigin.TryParse(text, out OutboundOrigin? origin, out _)) origins.Add(origin);
        }
        return new RunGrants { Http = origins.ToImmutable(), Store = runtime.KeyValue, Publish = runtime.Publish };
    }

    /// <summary>The schemas of published events that this definition has; others are other jobs', and not here.
    /// </summary>
    private async Task<PublishSchemas> PublishSchemasAsync(
        RuntimeDefinition runtime, CancellationToken cancellationToken)
    {
        var byEvent = new Dictionary<string, JsonSchema>(StringComparer.Ordinal);
        foreach (EventDefinition ev in definition.Job.AllEvents().Where(one => runtime.Publish.Contains(one.Id)))
        {
            byEvent[ev.Id] = (await SchemaAsync(ev, cancellationToken)).Schema;
        }
        return new PublishSchemas(byEvent);
    }

    private Task<EventSchema> SchemaAsync(EventDefinition ev, CancellationToken cancellationToken) =>
        SchemaFile.ReadAsync(session, definition.PathOf(session, ev.Schema.FileRef), cancellationToken);

    private static GuestLimits LimitsOf(RuntimeLimits limits) => new()
    {
        MemoryBytes = limits.MemoryBytes,
        Time = limits.Time,
        OutputBytes = limits.OutputBytes,
        LogBytes = limits.LogBytes,
        Fuel = limits.Fuel,
        HostCalls = limits.HostCalls,
    };
}
