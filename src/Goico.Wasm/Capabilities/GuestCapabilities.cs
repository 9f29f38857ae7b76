namespace Goico.Wasm.Capabilities;

/// <summary>
/// What one run may ask of its host, beyond the log. The base grants nothing: each method answers
/// <see cref="GuestAnswerStatus.NotGranted"/> until it is overridden. One object serves one run and is called on
/// that run's thread only, never twice at once; the bytes given are valid until the method returns. A method may
/// block, never beyond the token, which is cancelled when the run's time is over or the run is no longer wanted.
/// Whatever is expected is an answer; an exception thrown is a fault of the host.
/// </summary>
public abstract class GuestCapabilities
{
    /// <summary>A fact about the run, such as <c>tenant</c>, <c>event-id</c>, <c>attempt</c>.</summary>
    public virtual GuestAnswer GetContext(ReadOnlySpan<byte> name) => NotGranted("the run's context");

    /// <summary>A value of the definition's <c>env</c>.</summary>
    public virtual GuestAnswer GetConfig(ReadOnlySpan<byte> name) => NotGranted("configuration");

    /// <summary>A secret that the definition names.</summary>
    public virtual GuestAnswer GetSecret(ReadOnlySpan<byte> name) => NotGranted("secrets");

    /// <summary>The value under a key.</summary>
    public virtual GuestAnswer GetValue(ReadOnlySpan<byte> key, CancellationToken cancellation) =>
        NotGranted("the key/value store");

    /// <summary>Sets the value under a key.</summary>
    public virtual GuestAnswer SetValue(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, CancellationToken cancellation) =>
        NotGranted("the key/value store");

    /// <summary>Removes a key; removing one that is not there is done, too.</summary>
    public virtual GuestAnswer RemoveValue(ReadOnlySpan<byte> key, CancellationToken cancellation) =>
        NotGranted("the key/value store");

    /// <summary>The keys with a prefix in byte order, as a JSON array of strings.</summary>
    /// <param name="prefix">The prefix; empty for all.</param>
    /// <param name="max">How many at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public virtual GuestAnswer ListKeys(ReadOnlySpan<byte> prefix, int max, CancellationToken cancellation) =>
        NotGranted("the key/value store");

    /// <summary>Publishes an event of the same tenant; it exists once the run has succeeded and is recorded.</summary>
    public virtual GuestAnswer Publish(
        ReadOnlySpan<byte> eventId, ReadOnlySpan<byte> data, CancellationToken cancellation) =>
        NotGranted("publishing events");

    /// <summary>Sends an HTTP request and waits for its response.</summary>
    /// <param name="head">
    /// JSON: <c>{"method": "POST", "url": "https://…", "headers": [["name", "value"], …], "timeoutMs": 1000}</c>;
    /// all but the URL may be missing.
    /// </param>
    /// <param name="body">The request's body; empty for none.</param>
    /// <param name="responseBody">The response's body; empty where there is none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>
    /// Any response, whatever its status code, is Ok: JSON <c>{"status": 200, "headers": [["name", "value"], …]}</c>.
    /// </returns>
    public virtual GuestAnswer SendHttp(
        ReadOnlySpan<byte> head,
        ReadOnlySpan<byte> body,
        out ReadOnlyMemory<byte> responseBody,
        CancellationToken cancellation)
    {
        responseBody = default;
        return NotGranted("outbound HTTP");
    }

    private static GuestAnswer NotGranted(string what) =>
        GuestAnswer.Refused(GuestAnswerStatus.NotGranted, $"The definition does not grant this program {what}.");
}
