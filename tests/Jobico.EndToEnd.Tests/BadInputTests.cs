using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;

namespace Jobico.EndToEnd.Tests;

/// <summary>Bad input gets a status and a message that says what to do, and changes nothing.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly Workplace _place = new();
    private JobicoProcess _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await JobicoProcess.StartAsync(_place.Data, Token, "--max-body-bytes", "10KiB");
        await _server.UploadGuestAsync("t1", "echo", Token);
        await _server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
        await _server.DeployAsync(Definition("chain.yaml"), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData("t1/first", "application/json", """{"data":[{"n":1}""", 400, "not JSON")]
    [InlineData("t1/first", "application/json", "", 400, "not JSON")]
    [InlineData("t1/first", "application/json", """{"data":[{"n":1}]} more""", 400, "not JSON")]
    [InlineData("t1/first", "application/json", """{"data":[]}""", 400, "empty")]
    [InlineData("t1/first", "application/json", """{"events":[]}""", 400, "events")]
    [InlineData("t1/first", "application/json", """{}""", 400, "'data' is missing")]
    [InlineData("t1/first", "application/json", """[{"n":1}]""", 400, "not a JSON object")]
    [InlineData("t1/first", "application/json", """{"data":{"n":1}}""", 400, "not an array")]
    [InlineData("t9/first", "application/json", """{"data":[{"n":1}]}""", 404, "t9")]
    [InlineData("t1/third", "application/json", """{"data":[{"n":1}]}""", 404, "third")]
    [InlineData("t1/first", "text/plain", """{"data":[{"n":1}]}""", 415, "application/json")]
    [InlineData("t1/first", "application/json", """{"data":[{"n":-1}]}""", 422, "first")]
    public async Task Post_OfBadInput_IsRefusedWithAProblemThatSaysWhatToDo(
        string path, string contentType, string body, int status, string says)
    {
        (int actual, JsonElement problem) = await PostAsync(path, contentType, body);

        Assert.Equal(status, actual);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(await _server.AllExecutionsAsync("t1", Token));
    }

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("identity", 202)]
    public async Task Post_OfAnEncodedBody_IsTakenOnlyAsItIs(string encoding, int status)
    {
        using var content = new StringContent("""{"data":[{"n":1}]}""");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
        content.Headers.ContentEncoding.Add(encoding);

        using HttpResponseMessage response = await _server.Http.PostAsync("/events/t1/first", content, Token);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Post_WithAnAnswerForPeople_LeavesQuotesAsTheyAre()
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");

        using HttpResponseMessage response = await _server.Http.PostAsync("/events/t1/first", content, Token);

        Assert.Contains(
            "The member 'data' is missing", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LargerThanTheLimit_Is413()
    {
        string body = "{\"data\":[{\"n\":1,\"pad\":\"" + new string('x', 20_000) + "\"}]}";

        (int status, JsonElement problem) = await PostAsync("t1/first", "application/json", body);

        Assert.Equal(413, status);
        Assert.Contains("10240", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithMisfits_NamesEachByPointerAndKeyword_AndAcceptsNone()
    {
        (int status, JsonElement problem) = await PostAsync(
            "t1/first", "application/json", """{"data":[{"n":1},{"n":-1},{"m":2},{"n":"x"}]}""");

        Assert.Equal(422, status);
        Assert.Equal(
            [
                "/data/1/n minimum",
                "/data/2 required",
                "/data/2/m additionalProperties",
                "/data/3/n type",
            ],
            problem.GetProperty("errors").EnumerateArray()
                .Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("keyword")}").Order());
        Assert.Empty(await _server.AllExecutionsAsync("t1", Token));
    }

    [Fact]
    public async Task Upload_OfWhatIsNoModuleOrSchema_IsRefusedWithTheReason()
    {
        await RefusedAsync("x.wasm", FileKind.Module, Encoding.UTF8.GetBytes("hello"), "x.wasm");
        await RefusedAsync("x.wasm", FileKind.Module, Guests.Module("misfit"), "event");
        await RefusedAsync("x.json", FileKind.Schema, Encoding.UTF8.GetBytes("{"), "x.json");
        await RefusedAsync("x.json", FileKind.Schema, Encoding.UTF8.GetBytes("""{"type":"strin"}"""), "type");
        await RefusedAsync("../x.json", FileKind.Schema, Encoding.UTF8.GetBytes("true"), "..");
        Assert.Equal(2, (await _server.Repository.ListFilesAsync(
            new ListFilesRequest { Tenant = "t1" }, cancellationToken: Token)).Files.Count);

        async Task RefusedAsync(string name, FileKind kind, byte[] content, string says)
        {
            RpcException refusal = await Assert.ThrowsAsync<RpcException>(
                () => _server.UploadAsync("t1", name, kind, content, Token));
            Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
            string problems = string.Join(" ", ProblemsOf(refusal).Select(problem => problem.Message));
            Assert.Contains(says, refusal.Status.Detail + problems, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deploy_OfWrongYaml_ListsAllProblemsWithTheirPlaces_AndDeploysNothing()
    {
        const string Source = """
            id: chain
            tenant: t1
            quues: []
            jobs:
              - event: {id: first, schema: {schemaref: number.json}, supplierqueue: in, runtime: eco}
            runtimes:
              - {id: echo, moduleref: echo.wasm, mainfunc: event}
            """;

        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => _server.DeployAsync(Source, Token));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal(
            [(3, "queues"), (5, "echo"), (7, "mainfuncname")],
            ProblemsOf(refusal).Where(problem => problem.Severity == Problem.Types.Severity.Error)
                .Select(problem => (problem.Line, new[] { "queues", "echo", "mainfuncname" }
                    .FirstOrDefault(word => problem.Message.Contains(word, StringComparison.Ordinal)) ?? problem.Message)));
        Assert.Equal(1, (await LiveAsync()).Number);
    }

    [Fact]
    public async Task Deploy_WithFilesThatAreNotThere_ListsThemAll_AndDeploysNothing()
    {
        string source = Definition("chain.yaml")
            .Replace("number.json", "missing.json", StringComparison.Ordinal)
            .Replace("echo.wasm", "missing.wasm", StringComparison.Ordinal);

        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => _server.DeployAsync(source, Token));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        string said = string.Join("\n", ProblemsOf(refusal).Select(problem => problem.Message));
        Assert.Contains("upload-schema missing.json", said, StringComparison.Ordinal);
        Assert.Contains("upload-wasm missing.wasm", said, StringComparison.Ordinal);
        Assert.Equal(1, (await LiveAsync()).Number);
    }

    [Fact]
    public async Task Deploy_OfAnEventThatAnotherJobHas_IsRefused()
    {
        string source = Definition("chain.yaml").Replace("id: chain", "id: other", StringComparison.Ordinal);

        RpcException refusal = await Assert.ThrowsAsync<RpcException>(() => _server.DeployAsync(source, Token));

        Assert.Contains(ProblemsOf(refusal), problem => problem.Message.Contains("'chain'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_OnADataFolderInUse_EndsWithAMessage()
    {
        CommandResult second = await JobicoProcess.RunAsync(
            _place.Folder, new Dictionary<string, string>(), Token,
            "server", "--data", _place.Data, "--listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(_place.Data, second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OnAPortInUse_EndsWithAMessage()
    {
        CommandResult second = await JobicoProcess.RunAsync(
            _place.Folder, new Dictionary<string, string>(), Token,
            "server", "--data", Path.Combine(_place.Folder, "other"), "--listen", _server.Listener.Authority,
            "--api-listen", "127.0.0.1:0");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(_server.Listener.Authority, second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OnAnAddressForTheWorld_IsRefusedUnlessAllowed()
    {
        CommandResult refused = await JobicoProcess.RunAsync(
            _place.Folder, new Dictionary<string, string>(), Token,
            "server", "--data", Path.Combine(_place.Folder, "other"), "--listen", "0.0.0.0:0",
            "--api-listen", "127.0.0.1:0");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("--allow-anonymous", refused.Errors, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Problem> ProblemsOf(RpcException refusal)
    {
        Google.Rpc.Status? status = refusal.GetRpcStatus();
        return status?.Details.Count > 0 ? status.Details[0].Unpack<Problems>().Problems_ : [];
    }

    private async Task<JobVersion> LiveAsync() => await _server.Control.GetJobAsync(
        new GetJobRequest { Tenant = "t1", Job = "chain" }, cancellationToken: Token);

    private async Task<(int Status, JsonElement Problem)> PostAsync(string path, string contentType, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using HttpResponseMessage response = await _server.Http.PostAsync("/events/" + path, content, Token);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Token));
        return ((int)response.StatusCode, document.RootElement.Clone());
    }
}
