using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Goico.Hosting.Tests;

public sealed class EndpointTests
{
    [Fact]
    public async Task StartAsync_PortInUse_SaysWhichAndStartsNoPart()
    {
        await using RunningHost first = await RunningHost.StartAsync();
        string address = $"127.0.0.1:{first.Host.Addresses["main"].Port}";
        bool partStarted = false;
        await using RunningHost second = RunningHost.Build(
            builder => builder.Services.AddSingleton(new ServicePart("worker")
            {
                Start = _ =>
                {
                    partStarted = true;
                    return Task.CompletedTask;
                },
            }),
            RunningHost.Options(new ServiceEndpoint("free", ":0"), new ServiceEndpoint("api", address)));

        HostingException fault = await Assert.ThrowsAsync<HostingException>(
            () => second.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HostingFailure.AddressInUse, fault.Failure);
        Assert.Equal(address, fault.Address);
        Assert.Contains($"'api' cannot listen on {address}", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.IsTransient);
        Assert.False(partStarted);
        Assert.Equal(ServicePhase.Stopped, second.Host.Lifetime.Phase);
        Assert.DoesNotContain("Exception", await second.EndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0:8080")]
    [InlineData("*:8080")]
    [InlineData("[::]:8080")]
    [InlineData("192.0.2.1:8080")]
    [InlineData("[2001:db8::1]:8080")]
    public void Build_OtherMachinesCouldReachIt_IsRefused(string address)
    {
        HostingException fault = Assert.Throws<HostingException>(
            () => RunningHost.Build(options: RunningHost.Options(new ServiceEndpoint("main", address))));

        Assert.Equal(HostingFailure.AddressNotPermitted, fault.Failure);
        Assert.Contains(address, fault.Message, StringComparison.Ordinal);
        Assert.Contains("--allow-anonymous", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsTransient);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.1:8080")]
    [InlineData("1:8080")]
    [InlineData("::1:8080")]
    [InlineData("[::1]")]
    [InlineData("[127.0.0.1]:8080")]
    [InlineData("example.com:8080")]
    [InlineData("http://127.0.0.1:8080")]
    public void Build_NoAddress_SaysHowToWriteOne(string address)
    {
        HostingException fault = Assert.Throws<HostingException>(() => RunningHost.Build(
            options: RunningHost.Options(new ServiceEndpoint("main", address)) with { AllowAnonymous = true }));

        Assert.Equal(HostingFailure.AddressInvalid, fault.Failure);
        Assert.Contains("host:port", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AddressOfAnotherMachine_IsInvalid()
    {
        // 192.0.2.0/24 is for documentation: no machine has it.
        await using RunningHost running = RunningHost.Build(
            options: RunningHost.Options(new ServiceEndpoint("main", "192.0.2.1:0")) with { AllowAnonymous = true });

        HostingException fault = await Assert.ThrowsAsync<HostingException>(
            () => running.Host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HostingFailure.AddressInvalid, fault.Failure);
        Assert.Contains("192.0.2.1:0", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "127.0.0.1")]
    [InlineData(":0", "127.0.0.1")]
    [InlineData("localhost:0", "127.0.0.1")]
    [InlineData("127.0.0.2:0", "127.0.0.2")]
    public async Task StartAsync_ShortForm_ListensOnLoopback(string address, string host)
    {
        await using RunningHost running =
            await RunningHost.StartAsync(options: RunningHost.Options(new ServiceEndpoint("main", address)));

        Uri actual = running.Host.Addresses["main"];

        Assert.Equal(host, actual.Host);
        Assert.NotEqual(0, actual.Port);
        Assert.Equal(HttpStatusCode.OK, (await running.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task StartAsync_AnonymousPermitted_ListensOnEveryAddress()
    {
        await using RunningHost running = await RunningHost.StartAsync(
            options: RunningHost.Options(new ServiceEndpoint("main", "0.0.0.0:0")) with { AllowAnonymous = true });
        Uri health = new($"http://127.0.0.1:{running.Host.Addresses["main"].Port}/healthz");

        HttpResponseMessage response =
            await running.Client.GetAsync(health, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void Build_OnePortTwice_NamesBothEndpoints()
    {
        HostingException fault = Assert.Throws<HostingException>(() => RunningHost.Build(options: RunningHost.Options(
            new ServiceEndpoint("api", ":8080"), new ServiceEndpoint("events", "localhost:8080"))));

        Assert.Equal(HostingFailure.AddressInUse, fault.Failure);
        Assert.Contains("'events'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'api'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapOn_OtherEndpoint_DoesNotServeTheRoute()
    {
        await using RunningHost running = await RunningHost.StartAsync(
            builder =>
            {
                builder.MapOn("api", routes => routes.MapGet("/jobs/{id}", (string id) => $"api {id}"));
                builder.MapOn("events", routes => routes.MapPost("/events/{id}", (string id) => $"events {id}"));
                builder.MapOn("events", routes => routes.MapGet("/same", () => "events"));
                builder.MapOn("api", routes => routes.MapGet("/same", () => "api"));
                builder.Map(routes => routes.MapGet("/both", () => "both"));
                builder.Map(routes => routes.MapGet("/special", () => "common"));
                builder.MapOn("api", routes => routes.MapGet("/special", () => "special"));
            },
            RunningHost.Options(new ServiceEndpoint("api", ":0"), new ServiceEndpoint("events", ":0")));

        Assert.Equal("api 7", await TextAsync("/jobs/7", "api"));
        Assert.Equal(HttpStatusCode.NotFound, (await running.GetAsync("/jobs/7", "events")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await running.GetAsync("/events/7", "events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await running.GetAsync("/events/7", "api")).StatusCode);
        Assert.Equal("api", await TextAsync("/same", "api"));
        Assert.Equal("events", await TextAsync("/same", "events"));
        Assert.Equal("both", await TextAsync("/both", "api"));
        Assert.Equal("both", await TextAsync("/both", "events"));
        Assert.Equal("special", await TextAsync("/special", "api"));
        Assert.Equal("common", await TextAsync("/special", "events"));

        async Task<string> TextAsync(string path, string endpoint)
        {
            HttpResponseMessage response = await running.GetAsync(path, endpoint);
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task MapOn_HostHeaderOfTheOtherEndpoint_IsNotBelieved()
    {
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.MapOn("api", routes => routes.MapGet("/jobs", () => "jobs")),
            RunningHost.Options(new ServiceEndpoint("api", ":0"), new ServiceEndpoint("events", ":0")));
        using HttpRequestMessage request = new(HttpMethod.Get, running.At("/jobs", "events"));
        request.Headers.Host = running.Host.Addresses["api"].Authority;

        HttpResponseMessage response =
            await running.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Http2Endpoint_PriorKnowledge_ServesHttp2()
    {
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.MapOn("grpc", routes => routes.MapGet("/v", (HttpContext c) => c.Request.Protocol)),
            RunningHost.Options(new ServiceEndpoint("grpc", ":0", EndpointProtocol.Http2)));
        using HttpRequestMessage request = new(HttpMethod.Get, running.At("/v", "grpc"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        HttpResponseMessage response =
            await running.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(
            "HTTP/2", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
