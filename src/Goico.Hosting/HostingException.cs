namespace Goico.Hosting;

/// <summary>The host cannot listen where it was told to. The message names the endpoint, its address and what to
/// do.</summary>
public sealed class HostingException : Exception
{
    internal HostingException(HostingFailure failure, string address, string message, Exception? inner = null)
        : base(message, inner)
    {
        Failure = failure;
        Address = address;
    }

    /// <summary>Why.</summary>
    public HostingFailure Failure { get; }

    /// <summary>The address as it was given.</summary>
    public string Address { get; }

    /// <summary>Whether the same start may succeed later without a change: true for an address in use.</summary>
    public bool IsTransient => Failure == HostingFailure.AddressInUse;
}
