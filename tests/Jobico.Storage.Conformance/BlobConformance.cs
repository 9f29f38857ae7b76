using System.Security.Cryptography;
using Jobico.Storage.Blobs;

namespace Jobico.Storage.Conformance;

/// <summary>Contents by their hash.</summary>
public abstract class BlobConformance : StorageConformance
{
    private IBlobStore Blobs => Engine.Blobs;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5_000_000)]
    public async Task Put_Content_IsThereUnderItsHashAfterReopen(int size)
    {
        byte[] content = Content(size);
        string sha256 = await Blobs.PutAsync(content, Ct);
        await Reopen();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), sha256);
        Assert.Equal(content, (await Blobs.GetAsync(sha256, Ct))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_Twice_ChangesNothing()
    {
        string first = await Blobs.PutAsync(Content(100), Ct);
        string second = await Blobs.PutAsync(Content(100), Ct);

        Assert.Equal(first, second);
        Assert.True(await Blobs.DeleteAsync(first, Ct));
        Assert.Null(await Blobs.GetAsync(first, Ct));
    }

    [Fact]
    public async Task Put_SameContentManyTimesAtOnce_IsThere()
    {
        string[] hashes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(async () => await Blobs.PutAsync(Content(100_000), Ct), Ct)));

        string sha256 = Assert.Single(hashes.Distinct());
        Assert.Equal(Content(100_000), (await Blobs.GetAsync(sha256, Ct))!.Value.ToArray());
    }

    [Fact]
    public async Task GetAndDelete_Unknown_AreNullAndFalse()
    {
        string unknown = new('0', 64);

        Assert.Null(await Blobs.GetAsync(unknown, Ct));
        Assert.False(await Blobs.DeleteAsync(unknown, Ct));
    }

    [Fact]
    public async Task Delete_Content_IsGoneAndCanComeBack()
    {
        string sha256 = await Blobs.PutAsync(Content(10), Ct);
        Assert.True(await Blobs.DeleteAsync(sha256, Ct));
        Assert.False(await Blobs.DeleteAsync(sha256, Ct));
        await Blobs.PutAsync(Content(10), Ct);

        Assert.NotNull(await Blobs.GetAsync(sha256, Ct));
    }

    private static byte[] Content(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }
}
