using System.Text;

namespace Goico.Wasm.Capabilities;

/// <summary>What the host answers to one request of a guest.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Value">
/// The result in UTF-8 where the status is <see cref="GuestAnswerStatus.Ok"/>; otherwise a sentence for the
/// program's author, which names no secret and no address that the guest did not give.
/// </param>
public readonly record struct GuestAnswer(GuestAnswerStatus Status, ReadOnlyMemory<byte> Value)
{
    /// <summary>Done, and nothing to say.</summary>
    public static GuestAnswer Done => new(GuestAnswerStatus.Ok, default);

    /// <summary>Done, with a result.</summary>
    public static GuestAnswer Of(ReadOnlyMemory<byte> value) => new(GuestAnswerStatus.Ok, value);

    /// <summary>Not done, and why.</summary>
    public static GuestAnswer Refused(GuestAnswerStatus status, string message) =>
        new(status, Encoding.UTF8.GetBytes(message));
}
