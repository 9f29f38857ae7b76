using System.Diagnostics;

namespace Goico.JsonSchema.Tests.Fuzzing;

/// <summary>Makes a failing case small: takes whatever smaller case fails in the same way, until none does.</summary>
internal static class Shrinker
{
    private const int MostAttempts = 20_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public static (FuzzCase Case, FuzzFailure Failure) Shrink(FuzzCase failing, FuzzFailure failure)
    {
        int attempts = 0;
        long started = Stopwatch.GetTimestamp();
        bool shrunk = true;
        while (shrunk)
        {
            shrunk = false;
            foreach (FuzzCase smaller in failing.Smaller())
            {
                if (++attempts > MostAttempts || Stopwatch.GetElapsedTime(started) > s_longest)
                    return (failing, failure);
                if (smaller.Failure() is not { } same || same.Kind != failure.Kind)
                    continue;
                (failing, failure, shrunk) = (smaller, same, true);
                break;
            }
        }

        return (failing, failure);
    }
}
