namespace Goico.Wasm.Capabilities;

/// <summary>
/// What a guest asks of its host; the cases are the nested records. Texts are as the guest gave them.
/// </summary>
public abstract record GuestRequest
{
    private GuestRequest()
    {
    }

    /// <summary>
    /// The value under a key of the key/value store: answered by <see cref="GuestAnswer.Value"/> or
    /// <see cref="GuestAnswer.Absent"/>.
    /// </summary>
    /// <param name="Key">The key.</param>
    public sealed record GetValue(string Key) : GuestRequest;

    /// <summary>Sets the value under a key: answered by <see cref="GuestAnswer.Done"/>.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Value">The value; any bytes.</param>
    public sealed record SetValue(string Key, ReadOnlyMemory<byte> Value) : GuestRequest;

    /// <summary>Removes a key, whether or not it is there: answered by <see cref="GuestAnswer.Done"/>.</summary>
    /// <param name="Key">The key.</param>
    public sealed record RemoveValue(string Key) : GuestRequest;

    /// <summary>The keys with a prefix, in byte order: answered by <see cref="GuestAnswer.Keys"/>.</summary>
    /// <param name="Prefix">The prefix; empty for all.</param>
    /// <param name="Max">How many at the most; at least 1.</param>
    public sealed record ListKeys(string Prefix, int Max) : GuestRequest;

    /// <summary>
    /// Publishes an event, which exists once the run has succeeded: answered by <see cref="GuestAnswer.Done"/>.
    /// </summary>
    /// <param name="Event">The event's id.</param>
    /// <param name="Data">Its data: JSON.</param>
    public sealed record Publish(string Event, ReadOnlyMemory<byte> Data) : GuestRequest;

    /// <summary>Sends an HTTP request: answered by <see cref="GuestAnswer.Http"/>.</summary>
    /// <param name="Request">The request.</param>
    public sealed record SendHttp(GuestHttpRequest Request) : GuestRequest;
}
