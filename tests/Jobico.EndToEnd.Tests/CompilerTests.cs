namespace Jobico.EndToEnd.Tests;

/// <summary>Uploaded programs are compiled in a process apart, which can be stopped.</summary>
public sealed class CompilerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_OfAModuleThatTakesTooLongToCompile_IsRefusedAndStoresNothing()
    {
        using var place = new Workplace();
        string module = place.WriteGuest("echo");
        // No compiler is even started in so short a time.
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token, "--compile-time", "1ms");

        CommandResult upload = await server.CliAsync(place.Folder, Token, "upload-wasm", module, "--tenant", "t1");

        Assert.Equal(1, upload.ExitCode);
        Assert.Contains("could not be compiled: it takes longer than 0.001 s", upload.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(place.Data, "wasm"), "*.cwasm"));
        // The server itself goes on.
        Assert.Equal(0, (await server.CliAsync(place.Folder, Token, "secrets", "list", "--tenant", "t1")).ExitCode);
    }

    [Fact]
    public async Task Upload_ToAServer_IsCompiledOnceAndKept()
    {
        using var place = new Workplace();
        string module = place.WriteGuest("echo");
        await using JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token);

        CommandResult first = await server.CliAsync(place.Folder, Token, "upload-wasm", module, "--tenant", "t1");
        string[] compiled = Directory.GetFiles(Path.Combine(place.Data, "wasm"), "*.cwasm");
        CommandResult second = await server.CliAsync(place.Folder, Token, "upload-wasm", module, "--tenant", "t2");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Single(compiled);
        Assert.Equal(compiled, Directory.GetFiles(Path.Combine(place.Data, "wasm"), "*.cwasm"));
    }
}
