namespace Goico.Wasm.Tests;

public sealed class CodeCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("goico-wasm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_SecondEngine_TakesTheCodeFromTheFolder()
    {
        LoadAndRun();
        byte[] first = File.ReadAllBytes(TheFile());
        DateTime longAgo = DateTime.UnixEpoch;
        File.SetLastWriteTimeUtc(TheFile(), longAgo);

        LoadAndRun();

        // A hit marks the file as used and leaves its bytes as they were.
        Assert.NotEqual(longAgo, File.GetLastWriteTimeUtc(TheFile()));
        Assert.Equal(first, File.ReadAllBytes(TheFile()));
        Assert.Empty(Directory.GetFiles(_folder, "*.tmp"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(1000)]
    public void Load_TruncatedFile_IsCompiledAgainAndReplaced(int length)
    {
        LoadAndRun();
        int whole = File.ReadAllBytes(TheFile()).Length;
        File.WriteAllBytes(TheFile(), File.ReadAllBytes(TheFile())[..length]);

        LoadAndRun();

        Assert.Equal(whole, File.ReadAllBytes(TheFile()).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    [InlineData(-1)]
    public void Load_FileWithAFlippedBit_IsCompiledAgainAndReplaced(int position)
    {
        LoadAndRun();
        byte[] good = File.ReadAllBytes(TheFile());
        byte[] bad = [.. good];
        bad[position < 0 ? bad.Length + position : position] ^= 1;
        File.WriteAllBytes(TheFile(), bad);

        LoadAndRun();

        Assert.NotEqual(bad, File.ReadAllBytes(TheFile()));
    }

    [Fact]
    public void Load_FileOfAnotherModuleUnderThisName_IsNotTaken()
    {
        using (var engine = Engine())
        {
            engine.Inspect(EngineFixture.Bytes("secret.wat"));
        }
        string other = TheFile();
        byte[] otherCode = File.ReadAllBytes(other);
        File.Delete(other);
        LoadAndRun();
        File.WriteAllBytes(TheFile(), otherCode);

        LoadAndRun();

        Assert.NotEqual(otherCode, File.ReadAllBytes(TheFile()));
    }

    [Fact]
    public void Load_KeyFileLost_MakesTheOldCodeWorthless()
    {
        LoadAndRun();
        byte[] old = File.ReadAllBytes(TheFile());
        File.Delete(Path.Combine(_folder, "cache.key"));

        LoadAndRun();

        Assert.NotEqual(old[..32], File.ReadAllBytes(TheFile())[..32]);
    }

    [Fact]
    public void KeyFile_OnUnix_IsForItsUserOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file mode.");
            return;
        }
        LoadAndRun();

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "cache.key")));
    }

    [Fact]
    public void Load_MoreCodeThanTheFolderMayHold_DropsTheOldest()
    {
        using (var engine = Engine())
        {
            engine.Inspect(EngineFixture.Bytes("secret.wat"));
            File.SetLastWriteTimeUtc(TheFile(), DateTime.UnixEpoch);
        }
        string oldest = TheFile();
        using (var engine = Engine(maxCacheBytes: new FileInfo(oldest).Length * 3 / 2))
        {
            engine.Inspect(EngineFixture.Bytes("echo.wat"));
        }

        Assert.False(File.Exists(oldest));
        Assert.Single(Directory.GetFiles(_folder, "*.cwasm"));
    }

    [Fact]
    public void Load_FolderGone_TellsTheFaultAndRunsAllTheSame()
    {
        var faults = new List<Exception>();
        string folder = Path.Combine(_folder, "inner");
        using var engine = new WasmEngine(new WasmEngineOptions
        {
            CacheFolder = folder,
            CacheFault = faults.Add,
            MaxConcurrentInstances = 1,
        });
        Directory.Delete(folder, recursive: true);

        using Guest guest =
            Assert.IsType<GuestCompilation.Loaded>(engine.Load(EngineFixture.Bytes("echo.wat"))).Guest;

        Assert.Equal("{}", EngineFixture.Text(guest.Run(new GuestCall { Input = "{}"u8.ToArray() })));
        Assert.IsType<DirectoryNotFoundException>(Assert.Single(faults));
    }

    [Fact]
    public void Engine_FolderThatIsAFile_Throws()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var fault = Assert.Throws<WasmCacheException>(
            () => new WasmEngine(new WasmEngineOptions { CacheFolder = file }));

        Assert.False(fault.IsTransient);
        Assert.Contains(file, fault.Message, StringComparison.Ordinal);
    }

    private void LoadAndRun()
    {
        using WasmEngine engine = Engine();
        using Guest guest =
            Assert.IsType<GuestCompilation.Loaded>(engine.Load(EngineFixture.Bytes("echo.wat"))).Guest;
        Assert.Equal("{}", EngineFixture.Text(guest.Run(new GuestCall { Input = "{}"u8.ToArray() })));
    }

    private WasmEngine Engine(long maxCacheBytes = 1 << 30) => new(new WasmEngineOptions
    {
        CacheFolder = _folder,
        MaxCacheBytes = maxCacheBytes,
        MaxConcurrentInstances = 2,
    });

    private string TheFile() => Assert.Single(Directory.GetFiles(_folder, "*.cwasm"));
}
