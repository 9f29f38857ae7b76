namespace Jobico.EndToEnd.Tests;

/// <summary>What becomes of one of a sample's events.</summary>
/// <param name="Event">The event that is posted.</param>
/// <param name="File">Its data, under the sample's <c>events</c> or as a JSON text.</param>
/// <param name="Runs">Every run that comes of it, in any order.</param>
internal sealed record SampleStep(string Event, string File, params SampleRun[] Runs);

/// <summary>One run.</summary>
/// <param name="Event">The event that was processed.</param>
/// <param name="Code">The program's code; 0 is ok.</param>
/// <param name="Result">What its result holds.</param>
/// <param name="Log">What a log line of it holds; null where it logs nothing.</param>
internal sealed record SampleRun(string Event, ulong Code, string Result, string? Log);

/// <summary>What a sample sends requests to.</summary>
/// <param name="Address">Host and port in its definition.</param>
/// <param name="Token">The token that it must show.</param>
/// <param name="Requests">What it sends: method, path and body.</param>
internal sealed record SampleOrigin(string Address, string Token, params string[] Requests);

/// <summary>A folder of samples, as its README says that it is deployed and used.</summary>
/// <param name="Tenant">Whose its job is.</param>
/// <param name="Warnings">What the deploy warns about, each in part.</param>
/// <param name="Steps">Its events, one after the other: each may count on what those before it left.</param>
internal sealed record Sample(string Tenant, string[] Warnings, params SampleStep[] Steps)
{
    /// <summary>The secrets that are set before it is deployed.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>What it sends requests to; null where it sends none.</summary>
    public SampleOrigin? Origin { get; init; }

    /// <summary>Every folder of <c>samples</c> that has a module.</summary>
    public static readonly IReadOnlyDictionary<string, Sample> ByFolder = new Dictionary<string, Sample>
    {
        ["greet"] = new(
            "m1",
            ["queue1"],
            new SampleStep("ev1", """{"firstName":"Ada","lastName":"Lovelace"}""",
                new SampleRun("ev1", 0, "Hello, Ada Lovelace!", "greeting Ada"),
                new SampleRun("ev1_ok", 0, "delivered", "the greeting went out: Hello, Ada Lovelace!")),
            new SampleStep("ev1", """{"firstName":""}""",
                new SampleRun("ev1", 1, "a greeting needs a name", "a greeting needs a name"),
                new SampleRun("ev1_err", 0, "noted", "nobody was greeted: a greeting needs a name"))),
        ["orders"] = new(
            "demo",
            [],
            new SampleStep("order-placed", "tea.json",
                new SampleRun("order-placed", 0, "\"items\":3", "order A-1001: 3 items come to 18.50 EUR"),
                new SampleRun("order-accepted", 0, "Thank you, Ada Lovelace: 18.50 EUR.", "confirming order A-1001")),
            new SampleStep("order-placed", "wrong-total.json",
                new SampleRun("order-placed", 1, "the total says 2.00 GBP, the lines come to 2.10 GBP", "A-1003: 6 items"),
                new SampleRun("order-rejected", 0, "Not accepted: the total says 2.00 GBP", "rejecting order A-1003"))),
        ["webhook"] = new(
            "demo",
            [],
            new SampleStep("push", "three-commits.json",
                new SampleRun("push", 0, "\"commits\":2", "2 of 3 commits to octo-org/hello-world on main"),
                new SampleRun("commit", 0, "(Ada Lovelace, 3 files)", "1481a2d: Greet in \"quotes\" (Ada Lovelace, 3 files)"),
                new SampleRun("commit", 0, "59b20b8", "59b20b8: Fix the ümlauts (Grace Hopper, 1 file)"),
                new SampleRun("push-normalised", 0, "\"line\":", "ada pushed 2 new commits to octo-org/hello-world on main")),
            new SampleStep("push", "branch-removed.json",
                new SampleRun("push", 0, "\"removed\":true", "0 of 0 commits"),
                new SampleRun("push-normalised", 0, "removed spike", "ada removed spike from octo-org/hello-world")),
            new SampleStep("push", "tag.json",
                new SampleRun("push", 2, "refs/tags/v1.0 is no branch", null))),
        ["csv"] = new(
            "demo",
            [],
            new SampleStep("sales-import", "october.json",
                new SampleRun("sales-import", 0, "\"total\":\"1300.05\"", "2026-10: 4 rows come to 1300.05"),
                new SampleRun("sales-imported", 0, "\"months\":1", "2026 so far: 1300.05")),
            new SampleStep("sales-import", "november.json",
                new SampleRun("sales-import", 0, "Östlich", "2026-11: 2 rows come to 701.05"),
                new SampleRun("sales-imported", 0, "\"total\":\"2001.10\"", "2026 so far: 2001.10 in 2 months")),
            new SampleStep("sales-import", "bad-rows.json",
                new SampleRun("sales-import", 2, "line 3: date: '2026-11-30' is not in 2026-12", null)),
            new SampleStep("sales-import", """{"month":"2026-10","csv":"date,region,amount\n2026-10-01,North,1.00\n"}""",
                new SampleRun("sales-import", 0, "\"rows\":1", "corrects what was imported for 2026-10"),
                new SampleRun("sales-imported", 0, "\"total\":\"702.05\"", "2026 so far: 702.05 in 2 months"))),
        ["notify"] = new(
            "demo",
            [],
            new SampleStep("alert", "critical.json",
                new SampleRun("alert", 0, "\"sent\":true", "checkout-errors-31: \U0001F525 checkout: 7.2 %")),
            new SampleStep("alert", "critical.json",
                new SampleRun("alert", 0, "sent before", "checkout-errors-31: sent before, at 20")),
            new SampleStep("alert", "info.json",
                new SampleRun("alert", 0, "not severe enough", "search-slow-7: info is below warning")))
        {
            Secrets = new Dictionary<string, string> { ["NOTIFY_TOKEN"] = "a token" },
            Origin = new(
                "127.0.0.1:8095",
                "a token",
                "POST /hooks/ops {\"text\":\"\U0001F525 checkout: 7.2 % of the requests fail, 1 % are allowed "
                + "(since 21:05 UTC) https://monitor.example.com/a/31\"}"),
        },
    };
}
