using System.Text;
using CsCheck;
using Jobico.Model;
using static Jobico.Secrets.Tests.SecretBench;

namespace Jobico.Secrets.Tests;

/// <summary>What is stored opens only unchanged, in its own place, and under its own key.</summary>
public sealed class SealingTests
{
    private const string Value = "correct horse battery staple";

    private static readonly TenantId Stranger = TenantId.Parse("t2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Set_AnyText_IsWhatTheRunIsGiven()
    {
        await using SecretBench bench = await StartAsync();
        string[] values = ["x", "Grüße, 世界 🌍", "{\"a\":\n1}\r\n", new string('x', SecretValue.MaxBytes)];
        for (int n = 0; n < values.Length; n++) await bench.SetAsync($"S{n}", values[n]);

        IReadOnlyDictionary<string, string> given = await bench.GetAsync(Runtime("S0", "S1", "S2", "S3"));

        Assert.Equal(values, given.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value));
    }

    [Fact]
    public async Task Stored_HasNothingOfTheValueInIt_AndNeverTheSameTwice()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", Value);
        byte[] first = await bench.StoredAsync("KEY");
        await bench.SetAsync("KEY", Value);
        byte[] second = await bench.StoredAsync("KEY");

        Assert.Equal(first.Length, second.Length);
        Assert.NotEqual(first[^Value.Length..], second[^Value.Length..]);
        await bench.Engine.DisposeAsync();
        byte[] value = Encoding.UTF8.GetBytes(Value);
        byte[] key = await File.ReadAllBytesAsync(bench.KeyPath, Token);
        foreach (string file in Directory.EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories))
        {
            byte[] content = await File.ReadAllBytesAsync(file, Token);
            Assert.Equal(-1, content.AsSpan().IndexOf(value));
            if (file != bench.KeyPath) Assert.Equal(-1, content.AsSpan().IndexOf(Convert.FromBase64String(Encoding.UTF8.GetString(key))));
        }
    }

    [Fact]
    public async Task Get_OfADocumentWithAnyBitFlipped_IsRefusedAndTellsNothing()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", Value);
        byte[] document = await bench.StoredAsync("KEY");
        for (int at = 0; at < document.Length; at++)
        {
            byte[] changed = [.. document];
            changed[at] ^= (byte)(1 << (at % 8));
            await bench.PutStoredAsync("KEY", changed);

            SecretException refused = await Assert.ThrowsAsync<SecretException>(() => bench.GetAsync(Runtime("KEY")));

            Assert.StartsWith("The secret 'KEY' of tenant 't1' ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Value, refused.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Get_OfAnyBytes_IsRefusedAndNeverThrowsAnythingElse()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", Value);
        byte[] sound = await bench.StoredAsync("KEY");
        Gen<byte[]> truncated = Gen.Int[0, sound.Length - 1].Select(length => sound[..length]);
        await Gen.OneOf(Gen.Byte.Array[0, 100], truncated).SampleAsync(
            async bytes =>
            {
                await bench.PutStoredAsync("KEY", bytes);
                await Assert.ThrowsAsync<SecretException>(() => bench.GetAsync(Runtime("KEY")));
            },
            iter: 100,
            threads: 1);
    }

    [Fact]
    public async Task Get_OfADocumentPutInAnotherPlace_IsRefused()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", Value);
        byte[] document = await bench.StoredAsync("KEY");
        await bench.PutStoredAsync("KEY", document, Stranger);
        await bench.PutStoredAsync("OTHER", document);

        SecretException stolen =
            await Assert.ThrowsAsync<SecretException>(() => bench.GetAsync(Runtime("KEY"), Stranger));
        await Assert.ThrowsAsync<SecretException>(() => bench.GetAsync(Runtime("OTHER")));

        Assert.Equal(
            "The secret 'KEY' of tenant 't2' was changed in the store, or put there from another place: "
            + "set it again with: jobico secrets set KEY --tenant t2",
            stolen.Message);
        Assert.Equal(Value, (await bench.GetAsync(Runtime("KEY")))["KEY"]);
    }

    [Fact]
    public async Task Get_UnderAnotherKey_SaysThatTheKeyIsTheWrongOne()
    {
        await using SecretBench bench = await StartAsync();
        await bench.SetAsync("KEY", Value);
        (LiveSecrets other, _) = await bench.NodeAsync(new SecretKeyring(SecretKey.Make()));

        SecretException refused = await Assert.ThrowsAsync<SecretException>(
            async () => await other.GetAsync(Tenant, Runtime("KEY"), Token));

        Assert.StartsWith(
            "The secret 'KEY' of tenant 't1' was set under another key than this server has: ",
            refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData(null)]
    public async Task Set_WhatNoEnvironmentCanHold_IsRefused(string? value)
    {
        await using SecretBench bench = await StartAsync();
        byte[] bytes = value is null ? [0xff, 0xfe] : Encoding.UTF8.GetBytes(value);

        await Assert.ThrowsAsync<ArgumentException>(() => bench.Store.SetAsync(Tenant, "KEY", bytes, Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => bench.Store.SetAsync(Tenant, "KEY", new byte[SecretValue.MaxBytes + 1], Token));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.SetAsync("JOBICO_KEY", "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => bench.SetAsync("a/b", "x"));

        Assert.Empty(await bench.Store.ListAsync(Tenant, Token));
        Assert.False(File.Exists(bench.KeyPath));
    }
}
