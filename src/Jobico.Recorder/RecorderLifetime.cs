namespace Jobico.Recorder;

/// <summary>Ends the streams, which would otherwise never end, when the server stops.</summary>
public sealed class RecorderLifetime : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Fires when streams are to end.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Ends the streams.</summary>
    public void Stop() => _stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
