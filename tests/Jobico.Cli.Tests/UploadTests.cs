using Grpc.Core;
using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class UploadTests
{
    [Fact]
    public async Task UploadWasm_OfALargeFile_SendsItWholeInPieces()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        byte[] content = new byte[150_000];
        Random.Shared.NextBytes(content);
        await System.IO.File.WriteAllBytesAsync(
            Path.Combine(line.Folder, "logic.wasm"), content, TestContext.Current.CancellationToken);

        Ended ended = await line.RunAsync("upload-wasm", "logic.wasm");

        Assert.Equal((0, ""), (ended.Code, ended.Error));
        (UploadHeader header, byte[] sent, int pieces) = platform.Repository.Uploads.Single();
        Assert.Equal(new UploadHeader { Name = "logic.wasm", Kind = FileKind.Module }, header);
        Assert.Equal(content, sent);
        Assert.Equal(3, pieces);
        Assert.Equal(
            $"Uploaded logic.wasm to tenant default: 146.5 KiB, core ABI\n  sha256 {new string('b', 64)}\n", ended.Out);
    }

    [Fact]
    public async Task UploadSchema_WithName_SendsItUnderThatName()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);
        line.Write("schema.json", "{}");

        Ended ended = await line.RunAsync(
            "upload-schema", "schema.json", "--name", "schemas/order.json", "--tenant", "m1");

        Assert.Equal(0, ended.Code);
        Assert.Equal(
            new UploadHeader { Tenant = "m1", Name = "schemas/order.json", Kind = FileKind.Schema },
            platform.Repository.Uploads.Single().Header);
    }

    [Fact]
    public async Task UploadWasm_OfNoFile_EndsWithOne()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform);

        Ended missing = await line.RunAsync("upload-wasm", "nothing.wasm");
        Ended folder = await line.RunAsync("upload-wasm", ".");

        Assert.Equal((1, "jobico: There is no file 'nothing.wasm'.\n"), (missing.Code, missing.Error));
        Assert.Equal((1, "jobico: '.' is a folder: give a file.\n"), (folder.Code, folder.Error));
    }

    [Fact]
    public async Task UploadWasm_Refused_SaysWhy()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        platform.Repository.Refusal = FakeControl.Refusal(
            StatusCode.InvalidArgument,
            "unfit",
            new Problem { Severity = Problem.Types.Severity.Error, Message = "exports no memory" });
        using var line = new CommandLine(platform);
        line.Write("logic.wasm", new string('x', 1_000_000));

        Ended ended = await line.RunAsync("upload-wasm", "logic.wasm");

        Assert.Equal(1, ended.Code);
        Assert.Equal(
            "logic.wasm: error: exports no memory\njobico: logic.wasm was refused: nothing was stored.\n", ended.Error);
    }
}
