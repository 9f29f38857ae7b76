namespace Jobico.EndToEnd.Tests;

/// <summary>The newcomer's first command.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_WithExit_ShowsIdsViolationsAndResults_AndEndsWithZero()
    {
        using var place = new Workplace();

        CommandResult demo = await JobicoProcess.RunAsync(
            place.Folder,
            new Dictionary<string, string> { ["NO_COLOR"] = "1" },
            TestContext.Current.CancellationToken,
            "demo", "--exit");

        Assert.True(demo.ExitCode == 0, demo.Output + demo.Errors);
        Assert.Matches("01[0-9A-HJKMNP-TV-Z]{24}", demo.Output);
        Assert.Contains("422", demo.Output, StringComparison.Ordinal);
        Assert.Contains("ok", demo.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("curl", demo.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }
}
