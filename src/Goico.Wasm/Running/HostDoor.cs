using Goico.Wasm.Capabilities;

namespace Goico.Wasm.Running;

/// <summary>
/// The one way from a guest to its host: counts requests, and waits for each answer no longer than the run may last.
/// The thread that waits is the guest's own, which is blocked in the call by its nature; no other waits with it.
/// </summary>
internal sealed class HostDoor(RunState run)
{
    private static readonly GuestAnswer NothingGranted =
        new GuestAnswer.Refused(GuestRefusal.NotGranted, "The program is granted nothing of the kind.");

    // What a timer takes; a run that may last longer is ended at this, should its host not answer for a month.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    public int Count { get; private set; }

    public void Begin() => Count = 0;

    public GuestAnswer? Ask(GuestRequest request, CancellationToken cancellation, CancellationToken engineStopping)
    {
        if (Count >= run.Limits.HostCalls)
        {
            run.End(StopReason.TooManyHostCalls, $"The program asked its host more than {Count} times.");
            return null;
        }
        Count++;
        if (run.Host is null)
        {
            return NothingGranted;
        }
        TimeSpan left = run.Limits.Time - run.Clock.Elapsed;
        if (left <= TimeSpan.Zero)
        {
            run.End(StopReason.TimedOut);
            return null;
        }
        using var timeout = new CancellationTokenSource(left < LongestTimer ? left : LongestTimer, run.Clock.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation, engineStopping);
        GuestAnswer? answer = Wait(run.Host, request, ending.Token);
        if (ending.IsCancellationRequested)
        {
            run.End(timeout.IsCancellationRequested ? StopReason.TimedOut : StopReason.Cancelled);
        }
        return run.Stop == StopReason.None ? answer : null;
    }

    private GuestAnswer? Wait(IGuestHost host, GuestRequest request, CancellationToken ending)
    {
        try
        {
            ValueTask<GuestAnswer> answering = host.AnswerAsync(request, ending);
            if (answering.IsCompleted)
            {
                return Checked(answering.GetAwaiter().GetResult());
            }
            Task<GuestAnswer> task = answering.AsTask();
#pragma warning disable CA2000 // An answer that comes too late still sets it; it holds nothing of the system's.
            var answered = new ManualResetEventSlim();
#pragma warning restore CA2000
            task.GetAwaiter().UnsafeOnCompleted(answered.Set);
            answered.Wait(ending);
            return Checked(task.GetAwaiter().GetResult());
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The guest is stopped now; whatever the host still does is no longer heard.
            return null;
        }
        catch (Exception fault)
        {
            run.End(StopReason.HostFault, $"The host failed at a request of the program: {fault.Message}");
            return null;
        }
    }

    private static GuestAnswer Checked(GuestAnswer? answer) =>
        answer ?? throw new InvalidOperationException("It answered nothing at all.");
}
