using System.Globalization;
using Goico.Wasm.Capabilities;
using Jobico.Catalog;
using Jobico.Executor.Capabilities;
using Jobico.Model;
using static Jobico.Executor.Tests.Capabilities.Asking;

namespace Jobico.Executor.Tests.Capabilities;

public sealed class TenantValuesTests
{
    private const string Write = "keyvalue: write";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_SetByOneRun_AreThereForTheTenantsNext()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", Write);
        RunHost first = bench.Host("t1");
        Assert.Null(await first.GetAsync("a/1"));
        IsDone(await first.SetAsync("a/1", "one"));
        IsDone(await first.SetAsync("a/1", "two"));
        IsDone(await first.SetAsync("a/é", ""));
        IsDone(await first.SetAsync("b", "x"));

        RunHost second = bench.Host("t1");
        Assert.Equal("two", await second.GetAsync("a/1"));
        Assert.Equal("", await second.GetAsync("a/é"));
        Assert.Equal(["a/1", "a/é"], await second.KeysAsync("a/", 10));
        Assert.Equal(["a/1"], await second.KeysAsync("", 1));
        Assert.Empty(await second.KeysAsync("", 0));

        IsDone(await second.AskAsync(new GuestRequest.RemoveValue("a/1")));
        IsDone(await second.AskAsync(new GuestRequest.RemoveValue("a/1")));
        Assert.Equal(["a/é", "b"], await first.KeysAsync("", 10));
    }

    [Fact]
    public async Task Values_OfOneTenant_AreOutOfReachOfOthers()
    {
        await using HostBench bench = await HostBench.StartAsync();
        foreach (string tenant in new[] { "t", "t1", "t1.x" }) await bench.DeployAsync(tenant, Write);
        IsDone(await bench.Host("t1").SetAsync("k", "mine"));

        foreach (string other in new[] { "t", "t1.x" })
        {
            RunHost host = bench.Host(other);
            foreach (string key in new[] { "k", "1/k", "/k", "../t1/k", "t1/k", "value/t1/k" })
            {
                Assert.Null(await host.GetAsync(key));
                IsDone(await host.AskAsync(new GuestRequest.RemoveValue(key)));
            }
            Assert.Empty(await host.KeysAsync("", 10));
        }

        Assert.Equal("mine", await bench.Host("t1").GetAsync("k"));
    }

    [Fact]
    public async Task Values_AreNoneOfJobicosOwnDocuments()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", Write);
        RunHost host = bench.Host("t1");
        string job = CatalogKeys.Live(TenantId.Parse("t1"), "job");

        Assert.Null(await host.GetAsync(job));
        IsDone(await host.SetAsync(job, "overwritten"));
        IsDone(await host.AskAsync(new GuestRequest.RemoveValue(job)));

        Assert.NotNull(await bench.Engine.KeyValue.GetAsync(job, Token));
        Assert.NotNull(CatalogJson.ReadVersion((await bench.Engine.KeyValue.GetAsync(job, Token))!.Value));
    }

    [Theory]
    [InlineData("publish: [good]", false, false)]
    [InlineData("keyvalue: none, publish: [good]", false, false)]
    [InlineData("keyvalue: read", true, false)]
    [InlineData("keyvalue: write", true, true)]
    public async Task Values_AreGrantedAsTheDefinitionSays(string grants, bool reads, bool writes)
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", grants);
        RunHost host = bench.Host("t1");

        await ExpectAsync(reads, new GuestRequest.GetValue("k"), "keyvalue: read");
        await ExpectAsync(reads, new GuestRequest.ListKeys("", 1), "keyvalue: read");
        await ExpectAsync(writes, new GuestRequest.SetValue("k", default), "keyvalue: write");
        await ExpectAsync(writes, new GuestRequest.RemoveValue("k"), "keyvalue: write");

        async Task ExpectAsync(bool granted, GuestRequest request, string key)
        {
            GuestAnswer answer = await host.AskAsync(request);
            if (granted) Assert.IsNotType<GuestAnswer.Refused>(answer);
            else Assert.Contains(key, IsRefused(GuestRefusal.NotGranted, answer), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("\0")]
    [InlineData("a\u007f")]
    [InlineData("a\u0085")]
    public async Task Key_ThatIsNone_IsInvalidEverywhere(string key)
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", Write);
        RunHost host = bench.Host("t1");

        IsRefused(GuestRefusal.Invalid, await host.SetAsync(key, "x"));
        IsRefused(GuestRefusal.Invalid, await host.AskAsync(new GuestRequest.GetValue(key)));
        IsRefused(GuestRefusal.Invalid, await host.AskAsync(new GuestRequest.RemoveValue(key)));
        if (key.Length > 0) IsRefused(GuestRefusal.Invalid, await host.AskAsync(new GuestRequest.ListKeys(key, 1)));
    }

    [Fact]
    public async Task Key_WithHalfACharacter_IsInvalid()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", Write);
        IsRefused(GuestRefusal.Invalid, await bench.Host("t1").SetAsync("a" + '\ud800', "x"));
    }

    [Fact]
    public async Task KeyAndValue_AtAndOverTheirLimits_AreTakenAndRefused()
    {
        await using HostBench bench = await HostBench.StartAsync();
        // The longest tenant leaves the least room in the store's own keys.
        string tenant = new('t', Identifier.MaxLength);
        await bench.DeployAsync(tenant, Write);
        RunHost host = bench.Host(tenant);
        string longest = new('é', RequestRules.MaxKeyBytes / 2);

        IsDone(await host.SetAsync(longest, new string('x', RequestRules.MaxValueBytes)));
        Assert.Equal([longest], await host.KeysAsync(longest, 10));
        IsRefused(GuestRefusal.OverLimit, await host.SetAsync(longest + "x", "x"));
        IsRefused(GuestRefusal.OverLimit, await host.AskAsync(new GuestRequest.ListKeys(longest + "x", 1)));
        IsRefused(GuestRefusal.OverLimit, await host.SetAsync("k", new string('x', RequestRules.MaxValueBytes + 1)));
        Assert.Null(await host.GetAsync("k"));
    }

    [Fact]
    public async Task List_OfMoreThanAThousand_IsTheFirstThousand()
    {
        await using HostBench bench = await HostBench.StartAsync();
        await bench.DeployAsync("t1", Write);
        RunHost host = bench.Host("t1");
        string[] keys = [.. Enumerable.Range(0, 1_010).Select(n => n.ToString("D5", CultureInfo.InvariantCulture))];
        await Task.WhenAll(keys.Select(key => host.SetAsync(key, "")));

        Assert.Equal(keys[..1_000], await host.KeysAsync("", int.MaxValue));
    }

    [Fact]
    public async Task Values_OverTheTenantsNumber_AreRefusedUntilOneIsRemoved()
    {
        await using HostBench bench = await HostBench.StartAsync(new ExecutorOptions { MaxValuesOfTenant = 3 });
        await bench.DeployAsync("t1", Write);
        await bench.DeployAsync("t2", Write);
        RunHost host = bench.Host("t1");
        for (int round = 0; round < 5; round++)
        {
            // Each round sets the same keys again: what is replaced must not fill the store.
            foreach (string key in new[] { "a", "b", "c" }) IsDone(await host.SetAsync(key, $"{round}"));
        }

        IsRefused(GuestRefusal.OverLimit, await host.SetAsync("d", "x"));
        IsDone(await bench.Host("t2").SetAsync("d", "x"));
        IsDone(await host.AskAsync(new GuestRequest.RemoveValue("a")));
        IsDone(await host.SetAsync("d", "x"));

        IsRefused(GuestRefusal.OverLimit, await host.SetAsync("e", "x"));
        Assert.Equal(["b", "c", "d"], await host.KeysAsync("", 10));
    }

    [Fact]
    public async Task Values_OverTheTenantsBytes_AreRefusedUntilOneShrinks()
    {
        await using HostBench bench = await HostBench.StartAsync(new ExecutorOptions { MaxValueBytesOfTenant = 1_000 });
        await bench.DeployAsync("t1", Write);
        RunHost host = bench.Host("t1");
        string large = new('x', 400);
        IsDone(await host.SetAsync("a", large));
        IsDone(await host.SetAsync("b", large));

        IsRefused(GuestRefusal.OverLimit, await host.SetAsync("c", large));
        IsRefused(GuestRefusal.OverLimit, await host.SetAsync("a", new string('x', 600)));
        IsDone(await host.SetAsync("a", new string('y', 400)));
        IsDone(await host.SetAsync("a", "small"));
        IsDone(await host.SetAsync("c", large));
    }

    [Fact]
    public async Task Values_OfAnEarlierProcess_Count()
    {
        await using HostBench bench = await HostBench.StartAsync(new ExecutorOptions { MaxValuesOfTenant = 1 });
        await bench.DeployAsync("t1", Write);
        await bench.Engine.KeyValue.PutAsync("value/t1/there", "x"u8.ToArray(), null, Token);

        IsRefused(GuestRefusal.OverLimit, await bench.Host("t1").SetAsync("new", "x"));
    }
}
