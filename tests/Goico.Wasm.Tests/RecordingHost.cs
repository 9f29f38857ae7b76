using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests;

/// <summary>A host that keeps what it is asked, and answers as told.</summary>
internal sealed class RecordingHost(Func<GuestRequest, GuestAnswer> answer) : IGuestHost
{
    public List<GuestRequest> Requests { get; } = [];

    public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return ValueTask.FromResult(answer(request));
    }
}
