using System.Text;
using Jobico.Model.Definitions;

namespace Jobico.Catalog.Tests;

public sealed class CatalogJsonTests
{
    /// <summary>A version as it was stored before runtimes had grants, fuel and host calls.</summary>
    private const string BeforeGrants = """
        {
          "tenant": "acme", "number": 3, "deployedAt": "2026-01-02T03:04:05+00:00", "source": "…",
          "definition": {
            "id": "orders", "name": "orders", "tenant": null,
            "queues": [{"id": "q", "name": "q", "concurrency": 8, "maxBacklog": 1000000, "retry": {
              "attempts": 5, "backoff": 0, "initial": "00:00:01", "max": "00:05:00", "onCode": false}}],
            "events": [],
            "runtimes": [{"id": "r", "name": "r", "moduleRef": "m.wasm", "abi": 2, "limits": {
              "memoryBytes": 65536, "time": "00:00:30", "outputBytes": 1048576, "logBytes": 262144},
              "environment": {"MODE": "strict"}}]
          },
          "files": {}
        }
        """;

    [Fact]
    public void ReadVersion_OfBeforeThereWereGrants_HasNoneAndTheDefaultLimits()
    {
        JobVersion version = CatalogJson.ReadVersion(Encoding.UTF8.GetBytes(BeforeGrants));

        RuntimeDefinition runtime = Assert.Single(version.Definition.Runtimes);
        Assert.Equal(new RuntimeLimits { MemoryBytes = 65_536 }, runtime.Limits);
        Assert.Empty(runtime.Secrets);
        Assert.Empty(runtime.Http);
        Assert.Empty(runtime.Publish);
        Assert.Equal((KeyValueAccess.None, RuntimeAbi.Command), (runtime.KeyValue, runtime.Abi));
        Assert.Equal("strict", runtime.Environment["MODE"]);
    }

    [Fact]
    public void WriteAndReadVersion_WithEveryGrant_GivesTheSame()
    {
        JobVersion before = CatalogJson.ReadVersion(Encoding.UTF8.GetBytes(BeforeGrants));
        RuntimeDefinition granted = before.Definition.Runtimes[0] with
        {
            Abi = RuntimeAbi.Component,
            Secrets = ["B", "A"],
            Http = ["https://*.example.com", "http://localhost:8080"],
            KeyValue = KeyValueAccess.Write,
            Publish = ["placed"],
            Limits = new RuntimeLimits { Fuel = 7_000_000_000, HostCalls = 0 },
        };

        JobVersion read = CatalogJson.ReadVersion(CatalogJson.Write(
            before with { Definition = before.Definition with { Runtimes = [granted] } }));

        RuntimeDefinition runtime = Assert.Single(read.Definition.Runtimes);
        Assert.Equal(granted.Limits, runtime.Limits);
        Assert.Equal(granted.Secrets, runtime.Secrets);
        Assert.Equal(granted.Http, runtime.Http);
        Assert.Equal(granted.Publish, runtime.Publish);
        Assert.Equal((granted.KeyValue, granted.Abi), (runtime.KeyValue, runtime.Abi));
    }

    [Fact]
    public void ReadVersion_WithNoLimitOfItsOwn_HasTheVeryDefaults()
    {
        JobVersion before = CatalogJson.ReadVersion(Encoding.UTF8.GetBytes(BeforeGrants));
        RuntimeDefinition plain = before.Definition.Runtimes[0] with { Limits = RuntimeLimits.Default };

        JobVersion read = CatalogJson.ReadVersion(CatalogJson.Write(
            before with { Definition = before.Definition with { Runtimes = [plain] } }));

        Assert.Same(RuntimeLimits.Default, Assert.Single(read.Definition.Runtimes).Limits);
    }
}
