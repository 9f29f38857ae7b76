using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Goico.Hosting.Tests;

public sealed class ProblemTests
{
    [Fact]
    public async Task UnhandledFault_Answers500_NamesTheLoggedIncidentAndNothingElse()
    {
        RunningHost running = await RunningHost.StartAsync(builder => builder.Map(routes =>
            routes.MapGet("/broken", string () => throw new InvalidOperationException("secret detail"))));

        HttpResponseMessage response = await running.GetAsync("/broken");

        JsonElement problem = await ReadProblemAsync(response, HttpStatusCode.InternalServerError, "/broken");
        string incident = problem.GetProperty("incident").GetString()!;
        Assert.Contains(incident, problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        string log = await running.EndAsync();
        Assert.Contains(incident, log, StringComparison.Ordinal);
        Assert.Contains("secret detail", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnhandledFault_AfterTheAnswerBegan_EndsTheConnection()
    {
        await using RunningHost running = await RunningHost.StartAsync(builder => builder.Map(routes =>
            routes.MapGet("/half", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("half");
                await context.Response.Body.FlushAsync();
                throw new InvalidOperationException("too late");
            })));

        // A whole answer would be taken for the truth.
        await Assert.ThrowsAsync<HttpRequestException>(() => running.GetAsync("/half"));
    }

    [Fact]
    public async Task UnknownPath_Answers404Problem()
    {
        await using RunningHost running = await RunningHost.StartAsync();

        HttpResponseMessage response = await running.GetAsync("/no/such%20thing");

        await ReadProblemAsync(response, HttpStatusCode.NotFound, "/no/such%20thing");
    }

    [Fact]
    public async Task WrongMethod_Answers405ProblemWithAllow()
    {
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.Map(routes => routes.MapPost("/jobs", () => "ok")));

        HttpResponseMessage response = await running.GetAsync("/jobs");

        JsonElement problem = await ReadProblemAsync(response, HttpStatusCode.MethodNotAllowed, "/jobs");
        Assert.Contains("POST", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BodyOverTheLimit_Answers413Problem(bool chunked)
    {
        await using RunningHost running = await RunningHost.StartAsync(
            builder => builder.Map(routes => routes.MapPost("/jobs", async (HttpContext context) =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                return "ok";
            })),
            RunningHost.Options() with { MaxRequestBodyBytes = 1024 });
        using HttpRequestMessage request = new(HttpMethod.Post, running.At("/jobs"))
        {
            Content = new ByteArrayContent(new byte[1025]),
        };
        request.Headers.TransferEncodingChunked = chunked;

        HttpResponseMessage response =
            await running.Client.SendAsync(request, TestContext.Current.CancellationToken);

        JsonElement problem = await ReadProblemAsync(response, HttpStatusCode.RequestEntityTooLarge, "/jobs");
        Assert.Contains("1024 bytes", problem.GetProperty("detail").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrpcCaller_WhileStopping_IsToldUnavailableInGrpcTerms()
    {
        TaskCompletionSource entered = new();
        TaskCompletionSource mayEnd = new();
        await using RunningHost running = await RunningHost.StartAsync(builder =>
            builder.Map(routes => routes.MapGet("/held", async () =>
            {
                entered.SetResult();
                await mayEnd.Task;
            })));
        Task<HttpResponseMessage> held = running.GetAsync("/held");
        await entered.Task;
        Task<StopReport> stopping = running.Host.StopAsync(CancellationToken.None);
        await Signals.CancelledAsync(running.Host.Lifetime.Draining);
        using HttpRequestMessage request = new(HttpMethod.Post, running.At("/pkg.Service/Call"))
        {
            Content = new ByteArrayContent([]),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");

        HttpResponseMessage response =
            await running.Client.SendAsync(request, TestContext.Current.CancellationToken);
        mayEnd.SetResult();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["14"], response.Headers.GetValues("grpc-status"));
        Assert.Equal(HttpStatusCode.OK, (await held).StatusCode);
        Assert.True((await stopping).Drained);
    }

    [Fact]
    public async Task ExecuteAsync_AllMembers_AreWritten()
    {
        await using RunningHost running = await RunningHost.StartAsync(builder => builder.Map(routes =>
            routes.MapGet("/misfit", () => new ProblemDetailsResponse(422)
            {
                Type = "urn:sample:misfit",
                Title = "Does not fit",
                Detail = "Größe \"fehlt\"",
                Instance = "/events/7",
                Extensions = writer => writer.WriteNumber("violations", 2),
            })));

        HttpResponseMessage response = await running.GetAsync("/misfit");

        JsonElement problem =
            await ReadProblemAsync(response, HttpStatusCode.UnprocessableEntity, "/events/7", "urn:sample:misfit");
        Assert.Equal("Does not fit", problem.GetProperty("title").GetString());
        Assert.Equal("Größe \"fehlt\"", problem.GetProperty("detail").GetString());
        Assert.Equal(2, problem.GetProperty("violations").GetInt32());
    }

    private static async Task<JsonElement> ReadProblemAsync(
        HttpResponseMessage response, HttpStatusCode status, string instance, string type = "about:blank")
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        JsonElement problem = await RunningHost.ReadJsonAsync(response);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.Equal(instance, problem.GetProperty("instance").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        return problem;
    }
}
