using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.Cli.Remote;

/// <summary>What a failed call means, for people.</summary>
internal static class ApiFault
{
    /// <summary>What was wrong and what to do.</summary>
    public static string Describe(RpcException fault, Uri address) => fault.StatusCode switch
    {
        StatusCode.Unavailable when fault.Status.DebugException is not null =>
            $"No server answers at {address}: {Cause(fault.Status.DebugException)}. "
            + "Start one with 'jobico server', or say where it is with --api or JOBICO_API.",
        StatusCode.Unavailable =>
            $"The server at {address} can't do it now: {fault.Status.Detail} Try again in a moment.",
        StatusCode.Unimplemented or StatusCode.Internal when fault.Status.DebugException is not null =>
            $"What answers at {address} is no Jobico API: {fault.Status.Detail}. "
            + "Check --api or JOBICO_API; the API's port is not the Listener's.",
        StatusCode.Unimplemented =>
            $"What answers at {address} does not know this call: is it another version of Jobico, or the "
            + $"Listener's port? ({fault.Status.Detail})",
        StatusCode.Internal or StatusCode.Unknown =>
            $"The server failed: {fault.Status.Detail} Its log says more.",
        _ => fault.Status.Detail,
    };

    /// <summary>The reasons of a refusal; empty when it carries none.</summary>
    public static IReadOnlyList<Problem> Problems(RpcException fault) =>
        fault.GetRpcStatus()?.GetDetail<Problems>()?.Problems_ is { } problems ? [.. problems] : [];

    private static string Cause(Exception fault) => fault.InnerException is { } inner ? Cause(inner) : fault.Message;
}
