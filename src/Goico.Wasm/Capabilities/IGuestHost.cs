namespace Goico.Wasm.Capabilities;

/// <summary>
/// What stands behind the requests of one run: it decides what is granted, and answers. The runtime turns the imports
/// of every ABI into <see cref="GuestRequest"/>s, counts them, and waits for each answer no longer than the run's time
/// limit, so that granting, recording and replaying each happen in one place.
/// </summary>
public interface IGuestHost
{
    /// <summary>
    /// Answers one request; a run has one under way at the most. It must not block before it returns its task, since
    /// only then can the run be stopped, and must not dispose the engine. It may run another guest, which needs an
    /// instance of its own: <see cref="WasmEngineOptions.MaxConcurrentInstances"/> has to leave room.
    /// </summary>
    /// <param name="request">What the guest asks.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the run's time is over or the run is no longer wanted. The guest is stopped then, whether or not
    /// this method returns: what it has begun must end by itself and may no longer be heard.
    /// </param>
    /// <returns>
    /// The answer. Whatever is expected is an answer; an exception is taken for a fault of the host and ends the run
    /// as <see cref="GuestOutcome.HostFault"/>.
    /// </returns>
    ValueTask<GuestAnswer> AnswerAsync(GuestRequest request, CancellationToken cancellationToken);
}
