namespace Jobico.Cli.Tests;

/// <summary>A server that can't start says why in a line, without a trace.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task Server_WithAnEmptyDataFolder_NamesTheFlag()
    {
        using var line = new CommandLine();

        Ended ended = await line.RunAsync("server", "--data", "");

        Assert.Equal(2, ended.Code);
        Assert.Contains("--data", ended.Error, StringComparison.Ordinal);
        Assert.Contains("not empty", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OnADataFolderThatIsAFile_SaysThatItIsOne()
    {
        using var line = new CommandLine();
        string path = Path.Combine(Path.GetTempPath(), "jobico-test-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);
        try
        {
            Ended ended = await line.RunAsync(
                "server", "--data", path, "--listen", "127.0.0.1:0", "--api-listen", "127.0.0.1:0");

            Assert.Equal(1, ended.Code);
            Assert.Contains("is no folder, but a file", ended.Error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
