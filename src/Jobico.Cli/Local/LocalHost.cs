using System.Diagnostics;
using Goico.Wasm.Capabilities;

namespace Jobico.Cli.Local;

/// <summary>What answers the requests of one local run, by the grants that a definition would give.</summary>
internal sealed class LocalHost(RunGrants grants, LocalStore store, PublishSchemas schemas) : IGuestHost
{
    private readonly List<PublishedEvent> _published = [];
    private readonly SortedDictionary<string, int> _calls = new(StringComparer.Ordinal);

    /// <summary>What was published, in order.</summary>
    public IReadOnlyList<PublishedEvent> Published => _published;

    /// <summary>How often each kind of request was made, whatever came of it.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    /// <inheritdoc/>
    public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        Count(request);
        return new ValueTask<GuestAnswer>(Refusal(request) ?? Answer(request));
    }

    private GuestAnswer Answer(GuestRequest request)
    {
        switch (request)
        {
            case GuestRequest.GetValue(var key):
                return store.Find(key) is { } found ? new GuestAnswer.Value(found) : GuestAnswer.Absent.Instance;
            case GuestRequest.ListKeys(var prefix, var max):
                return new GuestAnswer.Keys(store.Keys(prefix, max));
            case GuestRequest.SetValue(var key, var value):
                store.Set(key, value.ToArray());
                return GuestAnswer.Done.Instance;
            case GuestRequest.RemoveValue(var key):
                store.Remove(key);
                return GuestAnswer.Done.Instance;
            case GuestRequest.Publish(var id, var data):
                if (schemas.Problem(id, data.Span) is { } problem) return Refused(GuestRefusal.Invalid, problem);
                _published.Add(new PublishedEvent(id, data.ToArray()));
                return GuestAnswer.Done.Instance;
            default:
                throw new UnreachableException($"A guest made an unknown request: {request.GetType()}.");
        }
    }

    private GuestAnswer.Refused? Refusal(GuestRequest request) => request switch
    {
        GuestRequest.GetValue or GuestRequest.ListKeys when grants.Store < StoreAccess.Read => Refused(
            GuestRefusal.NotGranted, "the definition does not grant the key/value store (keyvalue: read)"),
        GuestRequest.SetValue or GuestRequest.RemoveValue when grants.Store < StoreAccess.Write => Refused(
            GuestRefusal.NotGranted, "the definition does not grant writing the key/value store (keyvalue: write)"),
        GuestRequest.Publish(var id, _) when !grants.Publish.Contains(id, StringComparer.Ordinal) => Refused(
            GuestRefusal.NotGranted, $"the definition does not grant publishing the event '{id}' (publish: [{id}])"),
        GuestRequest.SendHttp => Refused(GuestRefusal.NotGranted, "the definition grants no origin (http)"),
        _ => null,
    };

    private void Count(GuestRequest request)
    {
        string name = request switch
        {
            GuestRequest.GetValue => "value_get",
            GuestRequest.SetValue => "value_set",
            GuestRequest.RemoveValue => "value_remove",
            GuestRequest.ListKeys => "value_keys",
            GuestRequest.Publish => "publish",
            GuestRequest.SendHttp => "http_send",
            _ => "other",
        };
        _calls[name] = _calls.GetValueOrDefault(name) + 1;
    }

    private static GuestAnswer.Refused Refused(GuestRefusal reason, string message) => new(reason, message);
}
