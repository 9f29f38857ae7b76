namespace Goico.Wasm.Running;

/// <summary>Why the host ended a run that the guest's own code did not end.</summary>
internal enum StopReason
{
    None,
    Exited,
    Aborted,
    BadHostCall,
    TooManyHostCalls,
    OutputTooLarge,
    TimedOut,
    Cancelled,
    HostFault,
}
