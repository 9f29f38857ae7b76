namespace Goico.Wasm.HostFunctions;

/// <summary>The error numbers of WASI preview 1 that the host answers with.</summary>
internal static class WasiErrno
{
    public const int Success = 0;
    public const int BadDescriptor = 8;
    public const int Fault = 21;
    public const int Invalid = 28;
    public const int NotSupported = 52;
    public const int NotSeekable = 70;
}
