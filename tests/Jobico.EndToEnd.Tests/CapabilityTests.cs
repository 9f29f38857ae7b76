using System.Collections.Concurrent;
using Jobico.Api.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>A program that keeps, publishes and sends, as its definition grants it and no further.</summary>
public sealed class CapabilityTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Program_GrantedAll_KeepsPublishesAndSends_AndAnotherGrantedNothingIsRefused()
    {
        var sent = new ConcurrentQueue<(string Path, string Body)>();
        await using WebApplication target = await TargetAsync(sent);
        string origin = target.Urls.Single();
        using var place = new Workplace();
        await using JobicoProcess server = await StartAsync(place, origin);

        IReadOnlyList<string> ids = await server.PostAsync(
            "t1/first", [Request(origin + "/one"), Request(origin + "/two")], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 4, Token);

        Execution[] first = [.. ids.Select(id => executions.Single(execution => execution.EventId == id))];
        Assert.All(first, execution =>
            Assert.Equal((Outcome.Ok, "got hello"), (execution.Outcome, execution.Result)));
        Assert.Equal([("/one", "hello"), ("/two", "hello")], sent);
        Assert.Empty(first[0].Logs);
        Assert.Contains("/one", Assert.Single(first[1].Logs).Text, StringComparison.Ordinal);
        foreach (string id in ids)
        {
            Execution second = executions.Single(execution => execution.ParentId == id);
            Assert.Equal(("second", Outcome.Error, 2UL), (second.Event, second.Outcome, second.Code));
            Assert.Contains("granted nothing of the kind", second.Result, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Program_ThatFails_PublishesNothing()
    {
        var sent = new ConcurrentQueue<(string Path, string Body)>();
        await using WebApplication target = await TargetAsync(sent);
        await using WebApplication other = await TargetAsync(sent);
        string origin = target.Urls.Single();
        using var place = new Workplace();
        await using JobicoProcess server = await StartAsync(place, origin);

        IReadOnlyList<string> ids = await server.PostAsync(
            "t1/first",
            [Request(other.Urls.Single()), Request(origin + "/away?to=" + other.Urls.Single()), new { url = 1 },
                new { method = "GET" }, Request(origin + "/last")],
            Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync(
            "t1", seen => seen.Any(execution => execution.ParentId == ids[^1]), Token);

        // 2: not granted; 3: invalid, here already by the schema of what would be published.
        Assert.Equal([2UL, 2UL, 3UL, 3UL, 0UL], ids.Select(
            id => executions.Single(execution => execution.EventId == id).Code));
        Assert.Equal(ids[^1], Assert.Single(executions, execution => execution.Event == "second").ParentId);
        Assert.Equal([("/away", "hello"), ("/last", "hello")], sent);
    }

    [Fact]
    public async Task Server_ThatGrantsNoPrivateHttp_RefusesWhatTheDefinitionNames()
    {
        var sent = new ConcurrentQueue<(string Path, string Body)>();
        await using WebApplication target = await TargetAsync(sent);
        string origin = target.Urls.Single();
        using var place = new Workplace();
        await using JobicoProcess server = await StartAsync(place, origin, "--private-http", "false");

        await server.PostAsync("t1/first", [Request(origin)], Token);
        IReadOnlyList<Execution> executions = await server.UntilAsync("t1", seen => seen.Count == 1, Token);

        Assert.Equal((Outcome.Error, 2UL), (executions[0].Outcome, executions[0].Code));
        Assert.Empty(sent);
    }

    private static object Request(string url) => new { method = "POST", url };

    private static async Task<JobicoProcess> StartAsync(Workplace place, string origin, params string[] flags)
    {
        JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token, flags);
        await server.UploadGuestAsync("t1", "capable", Token);
        await server.UploadSchemaAsync("t1", "any.json", "true", Token);
        await server.UploadSchemaAsync(
            "t1", "request.json", """{"required":["url"],"properties":{"url":{"type":"string"}}}""", Token);
        await server.DeployAsync(
            Definition("capable.yaml").Replace("ORIGIN", $"'{origin}'", StringComparison.Ordinal), Token);
        return server;
    }

    /// <summary>A web server of somebody else's.</summary>
    private static async Task<WebApplication> TargetAsync(ConcurrentQueue<(string Path, string Body)> sent)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        WebApplication target = builder.Build();
        target.Urls.Add("http://127.0.0.1:0");
        target.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            string body = await reader.ReadToEndAsync(context.RequestAborted);
            sent.Enqueue((context.Request.Path, body));
            if (context.Request.Query["to"].FirstOrDefault() is { } elsewhere) context.Response.Redirect(elsewhere);
            else await context.Response.WriteAsync("got " + body, context.RequestAborted);
        });
        await target.StartAsync(Token);
        return target;
    }
}
