using System.Text;
using Jobico.Api.V1;
using static Jobico.EndToEnd.Tests.ServerFixture;
using File = System.IO.File;

namespace Jobico.EndToEnd.Tests;

/// <summary>Secrets from the command line to the programs, and nowhere else.</summary>
public sealed class SecretTests
{
    /// <summary>Of 21 and of 30 characters: that is all that the program tells of them.</summary>
    private const string First = "first-hidden-value-é1";
    private const string Second = "second-hidden-value-0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Secrets_AreSetByTheCommandLine_SeenByTheNextEvent_AndWrittenNowhere()
    {
        using var place = new Workplace();
        string output;
        await using (JobicoProcess server = await StartAsync(place))
        {
            Assert.Equal("--", await AskAsync(server, "ask", 1));
            CommandResult set = await SetAsync(server, place, First + "\n", "API_KEY");
            Assert.Equal((0, "Set secret API_KEY of tenant t1.\n", ""), (set.ExitCode, set.Output, set.Errors));
            // É takes two bytes.
            Assert.Equal("22", await AskAsync(server, "ask", 2));
            place.Write("value.txt", Second);
            CommandResult replaced = await server.CliAsync(
                place.Folder, Token, "secrets", "set", "API_KEY", "--from-file", "value.txt", "--tenant", "t1");
            Assert.Equal((0, "Replaced secret API_KEY of tenant t1.\n"), (replaced.ExitCode, replaced.Output));
            File.Delete(Path.Combine(place.Folder, "value.txt"));
            Assert.Equal("30", await AskAsync(server, "ask", 3));
            Assert.Equal("--", await AskAsync(server, "ask-ungranted", 4));
            CommandResult list = await server.CliAsync(
                place.Folder, Token, "secrets", "list", "--tenant", "t1", "-o", "json");
            Assert.Matches("""^\{.*"tenant": "t1", "name": "API_KEY", "setAt": "20[^"]+Z".*\}\n$""", list.Output);
            CommandResult removed = await server.CliAsync(
                place.Folder, Token, "secrets", "remove", "API_KEY", "--tenant", "t1");
            Assert.Equal(0, removed.ExitCode);
            Assert.Equal("--", await AskAsync(server, "ask", 5));
            await SetAsync(server, place, Second, "API_KEY");
            await server.TerminateAsync(Token);
            output = server.Output;
        }
        AssertNowhere(place.Folder, output);
    }

    [Fact]
    public async Task Secrets_OfAServerWithAnotherKey_EndTheRunWithAFaultThatSaysWhatToDo()
    {
        using var place = new Workplace();
        await using (JobicoProcess server = await StartAsync(place))
        {
            await SetAsync(server, place, First, "API_KEY");
            await server.TerminateAsync(Token);
        }
        string key = Path.Combine(place.Data, "secrets.key");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        File.WriteAllText(key, Convert.ToBase64String(new byte[32]));

        await using JobicoProcess restarted = await JobicoProcess.StartAsync(place.Data, Token);
        await restarted.PostAsync("t1/ask", [new { n = 1 }], Token);
        Execution failed = (await restarted.UntilAsync("t1", seen => seen.Count == 1, Token))[0];

        Assert.Equal((Outcome.HostFault, Disposition.DeadLettered), (failed.Outcome, failed.Disposition));
        Assert.StartsWith(
            "The secret 'API_KEY' of tenant 't1' was set under another key than this server has: ",
            failed.Fault, StringComparison.Ordinal);
        AssertNowhere(place.Folder, restarted.Output + failed);
    }

    [Fact]
    public async Task SetSecret_OfWhatIsNone_IsRefusedWithoutTellingTheValue()
    {
        using var place = new Workplace();
        await using JobicoProcess server = await StartAsync(place);

        CommandResult badName = await SetAsync(server, place, First, "api-key");
        CommandResult reserved = await SetAsync(server, place, First, "JOBICO_KEY");
        CommandResult nul = await SetAsync(server, place, First + "\0", "API_KEY");
        CommandResult large = await SetAsync(server, place, new string('x', 65_537), "API_KEY");
        CommandResult none = await SetAsync(server, place, "", "API_KEY");
        CommandResult gone = await server.CliAsync(
            place.Folder, Token, "secrets", "remove", "API_KEY", "--tenant", "t1");

        Assert.Equal(
            "jobico: 'api-key' is no name of a secret: it takes letters, digits and '_', beginning with no digit.\n",
            badName.Errors);
        Assert.Contains("Jobico's own", reserved.Errors, StringComparison.Ordinal);
        Assert.Contains("a NUL character", nul.Errors, StringComparison.Ordinal);
        Assert.Contains("larger than 65536 bytes", large.Errors, StringComparison.Ordinal);
        Assert.Contains("is empty", none.Errors, StringComparison.Ordinal);
        Assert.Contains("Tenant 't1' has no secret 'API_KEY'", gone.Errors, StringComparison.Ordinal);
        Assert.Equal(
            [1, 1, 1, 1, 2, 1],
            new[] { badName, reserved, nul, large, none, gone }.Select(result => result.ExitCode));
        AssertNowhere(place.Folder, server.Output + badName + reserved + nul);
        Assert.False(File.Exists(Path.Combine(place.Data, "secrets.key")));
    }

    [Theory]
    [InlineData("JOBICO_SECRETS_KEY", "hidden-and-no-key", 2)]
    [InlineData("JOBICO_SECRET_KEY", "hidden-and-misspelt", 1)]
    public async Task Server_WithAKeyThatIsNone_NeverShowsIt(string variable, string value, int code)
    {
        using var place = new Workplace();
        string file = place.Write("data", "a file where the data folder should be");

        CommandResult ended = await JobicoProcess.RunAsync(
            place.Folder, new Dictionary<string, string> { [variable] = value }, Token, "server", "--data", file);

        Assert.Equal(code, ended.ExitCode);
        Assert.Contains(variable, ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-and", ended.Errors + ended.Output, StringComparison.Ordinal);
    }

    private static async Task<JobicoProcess> StartAsync(Workplace place)
    {
        JobicoProcess server = await JobicoProcess.StartAsync(place.Data, Token, "--log-level", "trace");
        await server.UploadGuestAsync("t1", "secret", Token);
        await server.UploadSchemaAsync("t1", "number.json", NumberSchema, Token);
        await server.DeployAsync(Definition("secret.yaml"), Token);
        return server;
    }

    private static Task<CommandResult> SetAsync(
        JobicoProcess server, Workplace place, string value, string name) =>
        server.CliWithInputAsync(place.Folder, value, Token, "secrets", "set", name, "--tenant", "t1");

    private static async Task<string> AskAsync(JobicoProcess server, string id, int executions)
    {
        await server.PostAsync($"t1/{id}", [new { n = 1 }], Token);
        IReadOnlyList<Execution> seen = await server.UntilAsync("t1", all => all.Count == executions, Token);
        Assert.Equal(Outcome.Ok, seen[^1].Outcome);
        return seen[^1].Result;
    }

    private static void AssertNowhere(string folder, string said)
    {
        foreach (string value in (string[])[First, Second, "hidden-value"])
        {
            Assert.DoesNotContain(value, said, StringComparison.Ordinal);
            byte[] bytes = Encoding.UTF8.GetBytes(value);
            Assert.All(
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)),
                file => Assert.Equal(-1, ReadShared(file).AsSpan().IndexOf(bytes)));
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[file.Length];
        int length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return content[..length];
    }
}
