using System.Text;

namespace Goico.Wasm.Running;

/// <summary>What a run needs to know of a module, read once when it is loaded.</summary>
/// <param name="Abi">The ABI that it fits.</param>
/// <param name="MainFunction">The function that handles an input.</param>
/// <param name="StartFunction">By the core ABI, <c>_initialize</c> or <c>_start</c>; null where it has neither.</param>
/// <param name="HasInit">Whether it exports <c>init</c>.</param>
/// <param name="HasVersion">Whether it exports <c>ver</c>.</param>
internal sealed record ProgramShape(
    GuestAbi Abi, string MainFunction, string? StartFunction, bool HasInit, bool HasVersion)
{
    public byte[] MainFunctionUtf8 { get; } = Encoding.UTF8.GetBytes(MainFunction);

    public byte[]? StartFunctionUtf8 { get; } = StartFunction is null ? null : Encoding.UTF8.GetBytes(StartFunction);
}
