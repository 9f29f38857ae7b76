namespace Goico.Hosting.Tests;

/// <summary>Waiting for what happens, not for time to pass.</summary>
internal static class Signals
{
    public static async Task CancelledAsync(CancellationToken token)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.UnsafeRegister(_ => cancelled.SetResult(), null);
        await cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
