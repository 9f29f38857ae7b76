using Goico.Wasm.Capabilities;

namespace Jobico.Cli.Local;

/// <summary>
/// Answers as was answered before, as long as the program asks as it asked before; what it then asks otherwise can't be
/// answered, and ends the run.
/// </summary>
internal sealed class ReplayHost(IReadOnlyList<AnsweredRequest> answered) : IGuestHost
{
    private int _next;

    /// <inheritdoc/>
    public ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken)
    {
        string kind = AnsweredRequest.KindOf(request);
        if (_next == answered.Count)
        {
            throw new InvalidOperationException(
                $"the recording has {answered.Count} answers, and the program made one more request ({kind}).");
        }
        AnsweredRequest expected = answered[_next++];
        if (kind != expected.Kind || AnsweredRequest.HashOf(request) != expected.Sha256)
        {
            string what = kind == expected.Kind ? $"{kind} with other content" : kind;
            throw new InvalidOperationException(
                $"the program's request {_next} was {expected.Kind} when it was recorded, and is now {what}.");
        }
        return ValueTask.FromResult(expected.Answer);
    }
}
