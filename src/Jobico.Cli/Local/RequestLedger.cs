using Goico.Wasm.Capabilities;
using Jobico.Model.Executions;

namespace Jobico.Cli.Local;

/// <summary>A host in front of another that keeps what was asked and what was answered.</summary>
internal sealed class RequestLedger(IGuestHost host) : IGuestHost
{
    private readonly List<AnsweredRequest> _answered = [];
    private readonly List<PublishedEvent> _published = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The requests that were answered, in order.</summary>
    public IReadOnlyList<AnsweredRequest> Answered => _answered;

    /// <summary>The events that were published, in order.</summary>
    public IReadOnlyList<PublishedEvent> Published => _published;

    /// <summary>How often each kind of request was made, whatever came of it.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <inheritdoc/>
    public async ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        string kind = AnsweredRequest.KindOf(request);
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        GuestAnswer answer = await host.AnswerAsync(request, cancellationToken);
        _answered.Add(AnsweredRequest.Of(request, answer));
        if (request is GuestRequest.Publish(var id, var data) && answer is GuestAnswer.Done)
        {
            _published.Add(new PublishedEvent(id, data.ToArray()));
        }
        return answer;
    }
}
