using System.Diagnostics;
using Goico.Wasm.Capabilities;
using Goico.Wasm.Outbound;
using Jobico.Executor.Capabilities;
using Jobico.Model.Definitions;

namespace Jobico.Cli.Local;

/// <summary>What answers the requests of one local run, as the host of an execution would.</summary>
/// <param name="grants">What is granted.</param>
/// <param name="store">The key/value store.</param>
/// <param name="http">The way out; null where no origin is granted.</param>
/// <param name="schemas">What published events must look like.</param>
internal sealed class LocalHost(
    RunGrants grants, LocalStore store, OutboundHttp? http, PublishSchemas schemas) : IGuestHost
{
    private readonly OutboundPolicy _policy = new("run", grants.Http);
    private int _published;
    private int _publishedBytes;

    /// <inheritdoc/>
    public async ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refusal) return refusal;
        switch (request)
        {
            case GuestRequest.GetValue(var key):
                return store.Find(key) is { } found ? new GuestAnswer.Value(found) : GuestAnswer.Absent.Instance;
            case GuestRequest.ListKeys(var prefix, var max):
                return new GuestAnswer.Keys(store.Keys(prefix, Math.Min(max, RequestRules.MaxListed)));
            case GuestRequest.SetValue(var key, var value):
                store.Set(key, value.ToArray());
                return GuestAnswer.Done.Instance;
            case GuestRequest.RemoveValue(var key):
                store.Remove(key);
                return GuestAnswer.Done.Instance;
            case GuestRequest.Publish(var id, var data):
                if (schemas.Problem(id, data.Span) is { } problem)
                    return new GuestAnswer.Refused(GuestRefusal.Invalid, problem);
                _publishedBytes += data.Length;
                _published++;
                return GuestAnswer.Done.Instance;
            case GuestRequest.SendHttp(var message):
                return http is null
                    ? new GuestAnswer.Refused(GuestRefusal.NotGranted, "The program's definition grants no origin.")
                    : await http.SendAsync(message, _policy, cancellationToken);
            default:
                throw new UnreachableException($"A guest asked for something unknown: {request.GetType()}.");
        }
    }

    private GuestAnswer.Refused? Refusal(GuestRequest request) => request switch
    {
        GuestRequest.GetValue(var key) => RefusalOf(KeyValueAccess.Read) ?? RequestRules.RefusalOfKey(key),
        GuestRequest.ListKeys(var prefix, _) => RefusalOf(KeyValueAccess.Read)
            ?? (prefix.Length == 0 ? null : RequestRules.RefusalOfKey(prefix)),
        GuestRequest.SetValue(var key, var value) => RefusalOf(KeyValueAccess.Write)
            ?? RequestRules.RefusalOfKey(key)
            ?? RequestRules.RefusalOfValue(value.Length),
        GuestRequest.RemoveValue(var key) => RefusalOf(KeyValueAccess.Write) ?? RequestRules.RefusalOfKey(key),
        GuestRequest.Publish(var id, var data) => RequestRules.RefusalOfPublication(
            grants.Publish, id, _published, _publishedBytes, data.Length),
        _ => null,
    };

    private GuestAnswer.Refused? RefusalOf(KeyValueAccess needed) =>
        RequestRules.RefusalOfAccess(grants.Store, needed);
}
