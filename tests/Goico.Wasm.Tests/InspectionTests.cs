using System.Security.Cryptography;

namespace Goico.Wasm.Tests;

public sealed class InspectionTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Inspect_EchoModule_TellsWhatItIs()
    {
        byte[] wasm = EngineFixture.Bytes("echo.wat");

        GuestModuleInfo info = Assert.IsType<ModuleInspection.Fits>(engine.Engine.Inspect(wasm)).Info;

        Assert.Equal((GuestAbi.Core, "event"), (info.Abi, info.MainFunction));
        Assert.Empty(info.Warnings);
        Assert.Equal(["env.log"], info.Imports);
        Assert.Equal(["memory", "malloc", "event"], info.Exports);
        Assert.Equal((65536, null), (info.MemoryMinimumBytes, info.MemoryMaximumBytes));
        Assert.Equal(wasm.Length, info.SizeBytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(wasm)), info.Sha256);
    }

    [Theory]
    [InlineData("named-handle.wat", "handle", "handle", 0)]
    [InlineData("echo.wat", "handle", "event", 1)]
    [InlineData("echo.wat", "", "event", 0)]
    [InlineData("echo.wat", null, "event", 0)]
    public void Inspect_MainFunctionName_IsTakenOrReplacedWithAWarning(
        string file, string? wanted, string used, int warnings)
    {
        GuestModuleInfo info = Fits(file, wanted);

        Assert.Equal(used, info.MainFunction);
        Assert.Equal(warnings, info.Warnings.Count);
        Assert.All(info.Warnings, text =>
            Assert.Equal("mainfuncname 'handle' is not exported; 'event' is used", text));
    }

    [Fact]
    public void Load_NamedMainFunction_IsTheOneThatRuns()
    {
        using Guest guest = engine.Load("named-handle.wat", "handle");

        Assert.Equal("{}", EngineFixture.Text(guest.Run(new GuestCall { Input = "{}"u8.ToArray() })));
    }

    [Theory]
    [InlineData("tinygo-like.wat", GuestAbi.Core)]
    [InlineData("order_command_c.wasm", GuestAbi.Command)]
    public void Inspect_AbiLeftOpen_IsFound(string file, GuestAbi abi) => Assert.Equal(abi, Fits(file).Abi);

    [Theory]
    [InlineData("named-handle.wat", GuestAbi.Auto, "it does not export the function 'event'")]
    [InlineData("no-memory.wat", GuestAbi.Auto, "it does not export its memory as 'memory'")]
    [InlineData("no-memory.wat", GuestAbi.Core, "its function 'event' is not of type (i32, i32, i32) -> ()")]
    [InlineData("nothing.wat", GuestAbi.Auto, "it does not export the function 'malloc'")]
    [InlineData("nothing.wat", GuestAbi.Command, "it does not export the function '_start'")]
    [InlineData("order_command_c.wasm", GuestAbi.Core, "it does not export the function 'event'")]
    [InlineData("echo.wat", GuestAbi.Command, "it does not export the function '_start'")]
    [InlineData("import-unknown.wat", GuestAbi.Auto, "it imports 'env.launch', which the host does not offer")]
    [InlineData("import-ill-typed.wat", GuestAbi.Core, "it imports 'env.log' with another signature")]
    public void Inspect_Misfit_SaysWhatIsLacking(string file, GuestAbi abi, string lack)
    {
        ModuleInspection found = engine.Engine.Inspect(EngineFixture.Bytes(file), null, abi);

        Assert.Contains(lack, Assert.IsType<ModuleInspection.FitsNoAbi>(found).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"json\": true}")]
    [InlineData(" (module)")]
    [InlineData("\u007fELF")]
    public void Inspect_OtherBytes_AreNotWasm(string text) =>
        Assert.IsType<ModuleInspection.NotWasm>(engine.Engine.Inspect(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Inspect_Component_SaysThatItIsOne()
    {
        ModuleInspection found = engine.Engine.Inspect([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0]);

        string message = Assert.IsType<ModuleInspection.FitsNoAbi>(found).Message;
        Assert.Contains("component", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_ModuleCutAnywhere_IsAnAnswerNeverAnException()
    {
        byte[] wasm = EngineFixture.Bytes("echo.wat");

        int fits = Enumerable.Range(0, wasm.Length)
            .Count(length => engine.Engine.Inspect(wasm.AsSpan(0, length)) is ModuleInspection.Fits);

        // Cut before its names the module is whole, and cut before its data still a valid one.
        Assert.Equal(2, fits);
    }

    [Fact]
    public void Inspect_TruncatedModule_SaysSoOnOneLine() => Assert.Matches(
        @"^The module does not compile: failed to parse WebAssembly module: unexpected end[^\n]* \(at offset 0x",
        Assert.IsType<ModuleInspection.DoesNotCompile>(
            engine.Engine.Inspect(EngineFixture.Bytes("echo.wat").AsSpan()[..60])).Message);

    [Fact]
    public void Inspect_ModuleOverTheSizeLimit_DoesNotCompile()
    {
        using var small = new WasmEngine(new WasmEngineOptions { MaxModuleBytes = 100, MaxConcurrentInstances = 1 });

        Assert.IsType<ModuleInspection.DoesNotCompile>(small.Inspect(EngineFixture.Bytes("echo.wat")));
    }

    private GuestModuleInfo Fits(string file, string? mainFunction = null) =>
        Assert.IsType<ModuleInspection.Fits>(engine.Engine.Inspect(EngineFixture.Bytes(file), mainFunction)).Info;
}
