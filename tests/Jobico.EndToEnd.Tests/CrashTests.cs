using System.Collections.Concurrent;
using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>The promises of acceptance and of the atomic step, against kill -9.</summary>
public sealed class CrashTests
{
    private const int Events = 5_000;
    private const int EventsPerPost = 5;
    private const int Kills = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("chain.yaml")]
    [InlineData("publish.yaml")]
    public async Task KilledInTheMiddleOfAcceptedEvents_LosesNone_RecordsEachOnce_ChainsEachOnce(string definition)
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("JOBICO_TEST_SEED"), out int given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"JOBICO_TEST_SEED={seed}");
        var random = new Random(seed);
        using var place = new Workplace();
        var accepted = new ConcurrentBag<string>();
        int posted = 0;
        JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);
        try
        {
            await server.UploadGuestAsync("t1", "echo", Token);
            await server.UploadGuestAsync("t1", "publish", Token);
            await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
            await server.DeployAsync(Definition(definition), Token);
            for (int kill = 0; kill < Kills; kill++)
            {
                int killAt = (kill + 1) * Events / (Kills + 1) - random.Next(Events / (Kills + 2));
                await PostUntilAsync(server, () => Volatile.Read(ref posted) < killAt);
                Task moreLoad = PostUntilAsync(server, () => Volatile.Read(ref posted) < killAt + 500);
                await server.KillAsync();
                await moreLoad;
                await server.DisposeAsync();
                server = await JobicoProcess.StartAsync(place.Data, Token);
            }
            await PostUntilAsync(server, () => Volatile.Read(ref posted) < Events);
            await AssertEachOnceAsync(server, accepted, seed);
        }
        finally
        {
            await server.DisposeAsync();
        }

        async Task PostUntilAsync(JobicoProcess target, Func<bool> goOn) =>
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                while (goOn())
                {
                    int n = Interlocked.Add(ref posted, EventsPerPost);
                    try
                    {
                        IEnumerable<object> events = Enumerable.Range(n, EventsPerPost).Select(number => new { n = number });
                        foreach (string id in await target.PostAsync("t1/first", events, Token)) accepted.Add(id);
                    }
                    catch (HttpRequestException)
                    {
                        // The server died before it answered: these may or may not be accepted, and nothing was promised.
                        return;
                    }
                }
            }));
    }

    private static async Task AssertEachOnceAsync(JobicoProcess server, IReadOnlyCollection<string> accepted, int seed)
    {
        // Two records for each accepted event at least; events of unanswered posts may add theirs, in pairs as well.
        HashSet<string> missing = [.. accepted];
        int open = 0;
        await server.UntilAsync(
            "t1",
            seen =>
            {
                missing.Remove(seen[^1].EventId);
                open += seen[^1].Depth == 0 ? 1 : -1;
                return missing.Count == 0 && open == 0;
            },
            Token);
        IReadOnlyList<Execution> all = await server.AllExecutionsAsync("t1", Token);
        string context = $"with JOBICO_TEST_SEED={seed}";
        Assert.True(all.Select(e => e.Id).Distinct().Count() == all.Count, $"A record is doubled {context}.");
        Assert.True(all.All(e => e is { Outcome: Outcome.Ok, Attempt: 1 }), $"An attempt is not the first {context}.");
        List<Execution> firsts = [.. all.Where(e => e.Depth == 0)];
        List<Execution> seconds = [.. all.Where(e => e.Depth == 1)];
        Assert.True(firsts.Select(e => e.EventId).ToHashSet().IsSupersetOf(accepted), $"An event is lost {context}.");
        Assert.True(
            seconds.Select(e => e.ParentId).Order().SequenceEqual(firsts.Select(e => e.EventId).Order()),
            $"A chained event is lost or doubled {context}.");
    }
}
