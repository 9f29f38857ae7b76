namespace Goico.Wasm.Capabilities;

/// <summary>What a host answers to a guest's request; the cases are the nested records.</summary>
public abstract record GuestAnswer
{
    private GuestAnswer()
    {
    }

    /// <summary>It is done, and there is nothing to say.</summary>
    public sealed record Done : GuestAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly Done Instance = new();

        private Done()
        {
        }
    }

    /// <summary>There is nothing by that name.</summary>
    public sealed record Absent : GuestAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly Absent Instance = new();

        private Absent()
        {
        }
    }

    /// <summary>The value asked for.</summary>
    /// <param name="Bytes">The value; any bytes.</param>
    public sealed record Value(ReadOnlyMemory<byte> Bytes) : GuestAnswer;

    /// <summary>The keys asked for.</summary>
    /// <param name="Names">The keys, in byte order.</param>
    public sealed record Keys(IReadOnlyList<string> Names) : GuestAnswer;

    /// <summary>A response came, whatever its status code.</summary>
    /// <param name="Response">The response.</param>
    public sealed record Http(GuestHttpResponse Response) : GuestAnswer;

    /// <summary>It was not done.</summary>
    /// <param name="Reason">Why, for the program.</param>
    /// <param name="Message">
    /// Why, for the program's author; names no secret and no address that the guest did not give.
    /// </param>
    public sealed record Refused(GuestRefusal Reason, string Message) : GuestAnswer;
}
