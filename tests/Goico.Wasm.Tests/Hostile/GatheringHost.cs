using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Tests.Hostile;

/// <summary>Answers all who ask once the last of them has asked.</summary>
internal sealed class GatheringHost(CountdownEvent all) : IGuestHost
{
    private readonly TaskCompletionSource<GuestAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        if (all.Signal())
        {
            _answer.SetResult(GuestAnswer.Absent.Instance);
        }
        return new ValueTask<GuestAnswer>(_answer.Task);
    }
}
