namespace Goico.Hosting;

/// <summary>Why a host could not listen.</summary>
public enum HostingFailure
{
    /// <summary>Another program, or another endpoint of this one, listens there.</summary>
    AddressInUse,

    /// <summary>Other machines could reach the address, and the host was not told to allow anonymous callers.</summary>
    AddressNotPermitted,

    /// <summary>The text is no address, or no address of this machine.</summary>
    AddressInvalid,

    /// <summary>The operating system does not let this user listen there.</summary>
    PermissionDenied,
}
