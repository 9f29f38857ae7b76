using System.Text;
using static Jobico.Secrets.Tests.SecretBench;

namespace Jobico.Secrets.Tests;

public sealed class SecretKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_IsMadeAtFirstUse_ForItsOwnersEyesOnly_AndReadFromThenOn()
    {
        await using SecretBench bench = await StartAsync();
        Assert.Empty(await bench.GetAsync(Runtime("KEY")));
        Assert.False(File.Exists(bench.KeyPath));

        await bench.SetAsync("KEY", "x");

        string text = await File.ReadAllTextAsync(bench.KeyPath, Token);
        Assert.Equal(32, Convert.FromBase64String(text.TrimEnd('\n')).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bench.KeyPath));
        Assert.Equal([bench.KeyPath], Directory.GetFiles(bench.Folder, "secrets*"));
        (LiveSecrets afterRestart, _) = await bench.NodeAsync(new SecretKeyring(bench.Folder));
        Assert.Equal("x", (await afterRestart.GetAsync(Tenant, Runtime("KEY"), Token))["KEY"]);
    }

    [Fact]
    public async Task Key_ThatIsGiven_OpensWhatTheFilesKeySealed_AndWritesNoFile()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", "x");
        string text = await File.ReadAllTextAsync(bench.KeyPath, Token);
        File.Delete(bench.KeyPath);
        Assert.True(SecretKey.TryParse(text, out SecretKey? key));

        (LiveSecrets live, SecretStore store) = await bench.NodeAsync(new SecretKeyring(key));
        await store.SetAsync(Tenant, "OTHER", "y"u8.ToArray(), Token);

        IReadOnlyDictionary<string, string> given = await live.GetAsync(Tenant, Runtime("KEY", "OTHER"), Token);
        Assert.Equal(("x", "y"), (given["KEY"], given["OTHER"]));
        Assert.False(File.Exists(bench.KeyPath));
    }

    [Fact]
    public async Task Key_ThatIsLost_IsNotMadeAnewBesideTheSecretsThatNeedIt()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", "x");
        File.Delete(bench.KeyPath);
        (LiveSecrets live, SecretStore store) = await bench.NodeAsync(new SecretKeyring(bench.Folder));

        SecretException set = await Assert.ThrowsAsync<SecretException>(
            () => store.SetAsync(Tenant, "OTHER", "y"u8.ToArray(), Token));
        SecretException get = await Assert.ThrowsAsync<SecretException>(
            async () => await live.GetAsync(Tenant, Runtime("KEY"), Token));

        Assert.Contains("restore 'secrets.key' in its data folder", set.Message, StringComparison.Ordinal);
        Assert.Contains("the server has no key", get.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.KeyPath));
        Assert.True(await store.RemoveAsync(Tenant, "KEY", Token));
        Assert.IsType<SecretSetting.Stored>(await store.SetAsync(Tenant, "OTHER", "y"u8.ToArray(), Token));
        Assert.True(File.Exists(bench.KeyPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 at all, is it?")]
    [InlineData("c2hvcnQ=")]
    public async Task KeyFile_ThatHoldsNoKey_IsRefusedAndLeftAsItIs(string content)
    {
        await using SecretBench bench = await StartAsync();
        await File.WriteAllTextAsync(bench.KeyPath, content, Token);

        SecretException refused = await Assert.ThrowsAsync<SecretException>(() => bench.SetAsync("KEY", "x"));

        Assert.StartsWith($"The file '{bench.KeyPath}' holds no key", refused.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(bench.KeyPath, Token));
    }

    [Fact]
    public async Task Key_MadeByManyAtOnce_IsOneKey()
    {
        await using SecretBench bench = await StartAsync();
        SecretKeyring[] keyrings = [.. Enumerable.Range(0, 16).Select(_ => new SecretKeyring(bench.Folder))];

        await Task.WhenAll(keyrings.Select(keyring => Task.Run(keyring.FindOrMake, Token)));

        string kept = await File.ReadAllTextAsync(bench.KeyPath, Token);
        await bench.SetAsync("KEY", "x");
        foreach (SecretKeyring keyring in keyrings)
        {
            (LiveSecrets live, _) = await bench.NodeAsync(keyring);
            Assert.Equal("x", (await live.GetAsync(Tenant, Runtime("KEY"), Token))["KEY"]);
        }
        Assert.Equal(kept, await File.ReadAllTextAsync(bench.KeyPath, Token));
        Assert.Single(Directory.GetFiles(bench.Folder, "secrets*"));
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void TryParse_TakesThirtyTwoBytes(int bytes, bool isKey)
    {
        string text = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('k', bytes)));

        Assert.Equal(isKey, SecretKey.TryParse($" {text}\n", out SecretKey? key));
        Assert.Equal(isKey, key is not null);
        if (key is not null) Assert.DoesNotContain(text, key.ToString(), StringComparison.Ordinal);
        Assert.False(SecretKey.TryParse(null, out _));
    }
}
