using System.Text.Json;

namespace Jobico.EndToEnd.Tests;

/// <summary>What people are told about their schemas, from upload to a post that does not fit.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private const string Source = """
        id: shapes
        tenant: t1
        jobs:
          - event: {id: shape, schema: {schemaref: shape.json}, supplierqueue: q, runtime: r}
        runtimes:
          - {id: r, moduleref: echo.wasm}
        """;

    private const string Schema = """
        {"oneOf":[
          {"properties":{"kind":{"const":"circle"},"radius":{"minimum":0}},"required":["kind","radius"]},
          {"properties":{"kind":{"const":"square"},"side":{"minimum":0}},"required":["kind","side"]},
          {"properties":{"kind":{"const":"point"}},"required":["kind"],"maxProperties":1}]}
        """;

    private readonly Workplace _place = new();
    private JobicoProcess _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await JobicoProcess.StartAsync(_place.Data, Token);
        await _server.UploadGuestAsync("t1", "echo", Token);
        await _server.UploadSchemaAsync("t1", "shape.json", Schema, Token);
        await _server.DeployAsync(Source, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Post_OfAMisfitToAUnion_SaysWhatTheMeantAlternativeLacks()
    {
        using HttpResponseMessage response = await _server.Http.PostAsync(
            new Uri("events/t1/shape", UriKind.Relative),
            new StringContent(
                """{"data":[{"kind":"point"},{"kind":"square","side":-1},{"kind":"line"}]}""",
                System.Text.Encoding.UTF8, "application/json"),
            Token);
        Assert.Equal(422, (int)response.StatusCode);
        using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(
            [
                ("/data/1/side", "minimum", "/oneOf/1/properties/side/minimum"),
                ("/data/2", "oneOf", "/oneOf"),
            ],
            problem.RootElement.GetProperty("errors").EnumerateArray().Select(error => (
                error.GetProperty("pointer").GetString()!,
                error.GetProperty("keyword").GetString()!,
                error.GetProperty("schemaPointer").GetString()!)));
        Assert.Contains("\"circle\", \"square\", \"point\", and was \"line\"",
            problem.RootElement.GetProperty("errors")[1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UploadSchema_WithAMisspeltKeyword_StoresItAndWarns()
    {
        _place.Write("prices.json", """{"properties":{"price":{"minimun":0}}}""");

        CommandResult result = await _server.CliAsync(_place.Folder, Token, "upload-schema", "prices.json", "--tenant", "t1");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Uploaded prices.json", result.Output, StringComparison.Ordinal);
        Assert.Contains("prices.json: warning: /properties/price/minimun: minimun checks nothing", result.Errors,
            StringComparison.Ordinal);
        Assert.Contains("the nearest is minimum", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfASchemaThatRefusesMore_GoesAheadAndShowsAnEventThatNoLongerFits()
    {
        _place.Write("shapes.yaml", Source);
        _place.Write("shape.json", Schema.Replace("\"radius\":{\"minimum\":0}", "\"radius\":{\"minimum\":1}", StringComparison.Ordinal));

        CommandResult result = await _server.CliAsync(
            _place.Folder, Token, "deploy", "shapes", "--schema", "shape.json", "--tenant", "t1");

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Contains("version 2 is live", result.Output, StringComparison.Ordinal);
        Assert.Contains("event 'shape': Events that version 1 accepted and that are queued may not fit", result.Errors,
            StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"circle\"", result.Errors, StringComparison.Ordinal);
    }
}
