using System.Diagnostics;
using static Goico.KeyValue.Tests.StoreFixture;

namespace Goico.KeyValue.Tests;

/// <summary>A second process writes, and is killed in the middle.</summary>
public sealed class KillTests
{
    private const string PathVariable = "GOICO_KEYVALUE_CHILD_STORE";

    [Fact]
    public async Task PutAsync_ProcessKilled_LosesNothingThatWasAnswered()
    {
        await using var fixture = new StoreFixture();
        long answered = 0;
        for (int round = 1; round <= 3; round++)
        {
            using Process child = StartChild(fixture.Path);
            try
            {
                // Written by the child only after the store has answered.
                string? line;
                int seen = 0;
                while (seen < 50 && (line = await child.StandardOutput.ReadLineAsync(Ct)) is not null)
                {
                    if (line.StartsWith("answered ", StringComparison.Ordinal))
                    {
                        answered = long.Parse(line["answered ".Length..]);
                        seen++;
                    }
                }

                Assert.Equal(50, seen);
                var e = await Assert.ThrowsAsync<KeyValueStoreException>(() => fixture.OpenAsync());
                Assert.Equal(KeyValueFault.InUse, e.Fault);
            }
            finally
            {
                child.Kill();
                await child.WaitForExitAsync(Ct);
            }

            await using KeyValueStore store = await fixture.OpenAsync();
            KeyValueSnapshot snapshot = await store.SnapshotAsync("", Ct);
            Assert.True(snapshot.Revision >= answered, $"{answered} was answered, {snapshot.Revision} is there");
            Assert.Equal(
                Enumerable.Range(1, (int)snapshot.Revision).Select(i => $"{i}"),
                snapshot.Entries.OrderBy(e => e.Revision).Select(e => e.Text()));
            List<KeyValueChange> history = await store.WatchAsync("", 0, Ct).TakeAsync((int)snapshot.Revision);
            Assert.Equal(snapshot.Entries.Count, history.OfType<KeyValueChange.Put>().Count());
        }
    }

    /// <summary>The child's side; does not run by itself.</summary>
    [Fact(Explicit = true)]
    public async Task Child_WritesUntilKilled()
    {
        string path = Environment.GetEnvironmentVariable(PathVariable)
            ?? throw new InvalidOperationException($"{PathVariable} must name a store.");
        await using KeyValueStore store = await KeyValueStore.OpenAsync(path, null, TimeProvider.System, Ct);
        await using Stream output = Console.OpenStandardOutput();
        for (long next = (await store.SnapshotAsync("", Ct)).Revision + 1; ; next++)
        {
            long revision = await store.PutTextAsync($"k{next}", $"{next}");
            await output.WriteAsync(StoreSayings.Utf8($"answered {revision}\n"), Ct);
        }
    }

    private static Process StartChild(string path)
    {
        // The test program starts itself, in its native way, with the one test above.
        string program = Path.Combine(AppContext.BaseDirectory, "Goico.KeyValue.Tests.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string method = $"{typeof(KillTests).FullName}.{nameof(Child_WritesUntilKilled)}";
        string[] arguments = [program, "-explicit", "only", "-method", method];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[PathVariable] = path;
        return Process.Start(start)!;
    }
}
