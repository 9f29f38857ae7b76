using Google.Protobuf;
using Jobico.Api.V1;

namespace Jobico.Cli.Tests;

public sealed class SecretsTests
{
    private static readonly byte[] Pem = "-----BEGIN-----\n\r\n-----END-----\n"u8.ToArray();

    [Theory]
    [InlineData("s3cret", "s3cret")]
    [InlineData("s3cret\n", "s3cret")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData("two\nlines\n\n", "two\nlines\n")]
    [InlineData(" Grüße 🌍 ", " Grüße 🌍 ")]
    public async Task Set_FromStandardInput_SendsAllOfItButTheLastLineBreak(string input, string value)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = input };

        Ended ended = await line.RunAsync("secrets", "set", "API_KEY", "--tenant", "m1");

        Assert.Equal((0, "Set secret API_KEY of tenant m1.\n", ""), (ended.Code, ended.Out, ended.Error));
        Assert.Equal(
            new SetSecretRequest { Tenant = "m1", Name = "API_KEY", Value = ByteString.CopyFromUtf8(value) },
            Assert.Single(platform.Secrets.Set));
    }

    [Fact]
    public async Task Set_InATerminal_AsksAndShowsNothingOfWhatIsTyped()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        var hidden = new Hidden();
        using var line = new CommandLine(platform) { Input = "s3cret\nnot this\n", HideInput = () => hidden };

        Ended ended = await line.RunAsync("secrets", "set", "API_KEY");

        Assert.Equal("Value of API_KEY, which is not shown: \n", ended.Error);
        Assert.Equal("Set secret API_KEY of tenant default.\n", ended.Out);
        Assert.Equal("s3cret", Assert.Single(platform.Secrets.Set).Value.ToStringUtf8());
        Assert.True(hidden.IsShownAgain);
    }

    [Fact]
    public async Task Set_InATerminalThatCannotHide_EndsBeforeItAsks()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform)
        {
            Input = "s3cret\n",
            HideInput = () => throw CommandFailure.Failed("This terminal shows what is typed."),
        };

        Ended ended = await line.RunAsync("secrets", "set", "API_KEY");

        Assert.Equal((1, "jobico: This terminal shows what is typed.\n"), (ended.Code, ended.Error));
        Assert.Empty(platform.Secrets.Set);
    }

    [Fact]
    public async Task Set_FromAFile_SendsItByteForByte()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = "not this" };
        await System.IO.File.WriteAllBytesAsync(
            Path.Combine(line.Folder, "key.pem"), Pem, TestContext.Current.CancellationToken);

        Ended ended = await line.RunAsync("secrets", "set", "KEY", "--from-file", "key.pem");
        Ended missing = await line.RunAsync("secrets", "set", "KEY", "--from-file", "none.pem");

        Assert.Equal(0, ended.Code);
        Assert.Equal(Pem, Assert.Single(platform.Secrets.Set).Value.ToByteArray());
        Assert.Equal(1, missing.Code);
        Assert.StartsWith("jobico: none.pem can't be read: ", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2, "The value on standard input is empty: give one, or use --from-file.")]
    [InlineData("\n", 2, "The value on standard input is empty: give one, or use --from-file.")]
    [InlineData("a\uFFFDb", 1, "The value on standard input is not UTF-8: a secret is text.")]
    public async Task Set_OfNoValue_SendsNothing(string input, int code, string message)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = input };

        Ended ended = await line.RunAsync("secrets", "set", "KEY");

        Assert.Equal((code, $"jobico: {message}\n"), (ended.Code, ended.Error));
        Assert.Empty(platform.Secrets.Set);
    }

    [Theory]
    [InlineData(65_536, 0)]
    [InlineData(65_537, 1)]
    [InlineData(200_000, 1)]
    public async Task Set_OfALargeValue_TakesSixtyFourKibibytes(int bytes, int code)
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = new string('x', bytes) + "\r\n" };
        line.Write("value", new string('x', bytes));

        Ended piped = await line.RunAsync("secrets", "set", "KEY");
        Ended read = await line.RunAsync("secrets", "set", "KEY", "--from-file", "value");

        Assert.Equal((code, code), (piped.Code, read.Code));
        Assert.Equal(code == 0 ? 2 : 0, platform.Secrets.Set.Count);
    }

    [Fact]
    public async Task ListAndRemove_ShowNamesAndTimes()
    {
        await using FakePlatform platform = await FakePlatform.StartAsync();
        using var line = new CommandLine(platform) { Input = "s3cret" };
        Ended none = await line.RunAsync("secrets", "list");
        await line.RunAsync("secrets", "set", "A");
        await line.RunAsync("secrets", "set", "LONGER_NAME");
        Ended again = await line.RunAsync("secrets", "set", "A");

        Ended list = await line.RunAsync("secrets", "list");
        Ended json = await line.RunAsync("secrets", "list", "-o", "json", "--tenant", "m1");
        Ended removed = await line.RunAsync("secrets", "remove", "A");
        Ended gone = await line.RunAsync("secrets", "remove", "A");

        Assert.Equal((0, "", "There are none. Set one with: jobico secrets set NAME\n"), (none.Code, none.Out, none.Error));
        Assert.Equal("Replaced secret A of tenant default.\n", again.Out);
        Assert.Equal(
            ["name        set at", "A           2026-01-02 03:04:05Z", "LONGER_NAME 2026-01-02 03:04:05Z"],
            list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Trim()));
        Assert.Equal(
            """{ "tenant": "m1", "name": "A", "setAt": "2026-01-02T03:04:05Z" }""", json.Out.Split('\n')[0]);
        Assert.Equal((0, "Removed secret A.\n"), (removed.Code, removed.Out));
        Assert.Equal(
            (1, "jobico: Tenant 'default' has no secret 'A': 'jobico secrets list' shows what it has.\n"),
            (gone.Code, gone.Error));
    }

    private sealed class Hidden : IDisposable
    {
        public bool IsShownAgain { get; private set; }

        public void Dispose() => IsShownAgain = true;
    }
}
