using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.EndToEnd.Tests;

/// <summary>What these tests do with a server, as a client would.</summary>
internal static class ServerFixture
{
    public const string NumberSchema =
        """{"type":"object","required":["n"],"properties":{"n":{"type":"integer","minimum":0}},"additionalProperties":false}""";

    public static async Task UploadAsync(
        this JobicoProcess server, string tenant, string name, FileKind kind, ReadOnlyMemory<byte> content,
        CancellationToken cancellationToken)
    {
        using AsyncClientStreamingCall<UploadRequest, UploadResponse> call =
            server.Repository.Upload(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(
            new UploadRequest { Header = new UploadHeader { Tenant = tenant, Name = name, Kind = kind } },
            cancellationToken);
        await call.RequestStream.WriteAsync(
            new UploadRequest { Content = ByteString.CopyFrom(content.Span) }, cancellationToken);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    public static Task UploadGuestAsync(
        this JobicoProcess server, string tenant, string guest, CancellationToken cancellationToken) =>
        server.UploadAsync(tenant, guest + ".wasm", FileKind.Module, Guests.Module(guest), cancellationToken);

    public static Task UploadSchemaAsync(
        this JobicoProcess server, string tenant, string name, string schema, CancellationToken cancellationToken) =>
        server.UploadAsync(
            tenant, name, FileKind.Schema, System.Text.Encoding.UTF8.GetBytes(schema), cancellationToken);

    public static async Task<DeployResponse> DeployAsync(
        this JobicoProcess server, string source, CancellationToken cancellationToken) =>
        await server.Control.DeployAsync(
            new DeployRequest { Source = source }, cancellationToken: cancellationToken);

    /// <summary>Posts events and returns their ids; throws unless they were accepted.</summary>
    public static async Task<IReadOnlyList<string>> PostAsync(
        this JobicoProcess server, string path, IEnumerable<object> events, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await server.Http.PostAsJsonAsync("/events/" + path, new { data = events }, cancellationToken);
        response.EnsureSuccessStatusCode();
        Assert.Equal(202, (int)response.StatusCode);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return [.. body.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!)];
    }

    /// <summary>Reads the tail from the beginning until enough records fit.</summary>
    public static async Task<IReadOnlyList<Execution>> UntilAsync(
        this JobicoProcess server,
        string tenant,
        Func<IReadOnlyList<Execution>, bool> enough,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using AsyncServerStreamingCall<TailItem> tail = server.Recorder.TailExecutions(
            new TailExecutionsRequest { Filter = new ExecutionFilter { Tenant = tenant }, After = "0" },
            cancellationToken: limit.Token);
        var seen = new List<Execution>();
        try
        {
            await foreach (TailItem item in tail.ResponseStream.ReadAllAsync(limit.Token))
            {
                seen.Add(item.Execution);
                if (enough(seen)) return seen;
            }
        }
        catch (RpcException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Only {seen.Count} executions came: {string.Join("; ", seen.Take(20))}. {server.Output}");
        }
        return seen;
    }

    /// <summary>Every record of a tenant, newest first.</summary>
    public static async Task<IReadOnlyList<Execution>> AllExecutionsAsync(
        this JobicoProcess server, string tenant, CancellationToken cancellationToken)
    {
        var all = new List<Execution>();
        string token = "";
        do
        {
            ListExecutionsResponse page = await server.Recorder.ListExecutionsAsync(
                new ListExecutionsRequest
                {
                    Filter = new ExecutionFilter { Tenant = tenant },
                    PageSize = 1_000,
                    PageToken = token,
                },
                cancellationToken: cancellationToken);
            all.AddRange(page.Executions);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return all;
    }

    public static string Definition(string name) =>
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Definitions", name));
}
