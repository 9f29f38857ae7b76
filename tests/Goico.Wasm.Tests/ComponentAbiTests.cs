using System.Text;

namespace Goico.Wasm.Tests;

public sealed class ComponentAbiTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const string Coded = """(result string (error $failure))""";

    private const string CodedImports = """
        (type $record (record (field "code" u64) (field "message" string)))
        (import "failure" (type $failure (eq $record)))
        """;

    // At 32, for the failure's record: the case, then 8 bytes on the code, and 16 on the message.
    private const string CodedBody = """
        (i32.store8 (i32.const 32) (i32.const 1))
        (i64.store (i32.const 40) (i64.const {0}))
        (i32.store (i32.const 48) (local.get $at))
        (i32.store (i32.const 52) (local.get $length))
        (i32.const 32)
        """;

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"name\":\"Grüße aus 東京 👋\"}")]
    [InlineData("")]
    public void Run_Component_IsGivenTheEventAndGivesTheResult(string input)
    {
        GuestOutcome outcome = Run(ComponentText.Bytes(), input);

        Assert.Equal(input, EngineFixture.Text(outcome));
        Assert.Equal(0u, EngineFixture.Code(outcome));
        Assert.Equal(65536, outcome.PeakMemoryBytes);
    }

    [Fact]
    public void Run_FailureThatIsAMessage_HasTheCodeOne()
    {
        GuestOutcome outcome = Run(
            ComponentText.Bytes("(call $return (i32.const 1) (local.get $at) (local.get $length))"), "why not");

        Assert.Equal("why not", EngineFixture.Text(outcome));
        Assert.Equal(1u, EngineFixture.Code(outcome));
    }

    [Fact]
    public void Run_FailureThatIsARecord_HasItsCode()
    {
        GuestOutcome outcome = Run(CodedComponent("0x1122334455667788"), "why not");

        Assert.Equal("why not", EngineFixture.Text(outcome));
        Assert.Equal(0x1122334455667788u, EngineFixture.Code(outcome));
    }

    [Fact]
    public void Run_FailureWithTheCodeOfSuccess_IsABadResult() =>
        Assert.Contains(
            "code 0", Assert.IsType<GuestOutcome.BadResult>(Run(CodedComponent("0"), "x")).Message, StringComparison.Ordinal);

    [Fact]
    public void Run_HandlerInAnInterface_IsFound()
    {
        const string Export = """
            (instance $api (export "handle" (func $handle)))
            (export "jobico:jobicolet/program@1.0.0" (instance $api))
            """;

        Assert.Equal("{}", EngineFixture.Text(Run(ComponentText.Bytes(export: Export), "{}")));
    }

    [Fact]
    public void Run_ProgramInRust_ChecksTheOrder()
    {
        GuestOutcome good = engine.Run("order_component_rust.wasm", """{"total": 5, "items": [{"qty": 2, "price": 2.5}]}""");
        GuestOutcome bad = engine.Run("order_component_rust.wasm", """{"total": 6, "items": [{"qty": 2, "price": 2.5}]}""");

        Assert.Equal("""{"ok":true,"sum":5}""", EngineFixture.Text(good));
        Assert.Equal("total 6 != 5", EngineFixture.Text(bad));
        Assert.Equal(1u, EngineFixture.Code(bad));
        Assert.Equal(GuestLogLevel.Debug, Assert.Single(good.Logs).Level);
    }

    /// <summary>What tools make that put components together; the text is copied and recoded between their memories.</summary>
    [Theory]
    [InlineData("utf8")]
    [InlineData("utf16")]
    [InlineData("latin1+utf16")]
    public void Run_ComponentOfComponents_HandsTheEventOn(string encoding)
    {
        string inner = $$"""
            (component $inner
              (core module $m
                (memory (export "memory") 1)
                (global $next (mut i32) (i32.const 4096))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32)
                  (local $block i32)
                  (local.set $block (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
                  (global.set $next (i32.add (local.get $block) (local.get 3)))
                  (local.get $block))
                (func (export "echo") (param $at i32) (param $length i32) (result i32)
                  (i32.store (i32.const 20) (local.get $at))
                  (i32.store (i32.const 24) (local.get $length))
                  (i32.const 20))
                (func (export "clean") (param i32)))
              (core instance $i (instantiate $m))
              (func (export "echo") (param "text" string) (result string) (canon lift (core func $i "echo")
                (memory (core memory $i "memory")) (realloc (core func $i "realloc"))
                (post-return (core func $i "clean")) string-encoding={{encoding}})))
            (instance $echo (instantiate $inner))
            """;
        byte[] component = ComponentText.Bytes(
            """
            (call $echo (local.get $at) (local.get $length) (i32.const 32))
            (call $return (i32.const 0) (i32.load (i32.const 32)) (i32.load (i32.const 36)))
            """,
            """(import "host" "echo" (func $echo (param i32 i32 i32)))""",
            inner,
            """
            (core func $echo (canon lower (func $echo "echo") (memory $m) (realloc $realloc)))
            (core instance $host (export "echo" (func $echo)))
            """);

        GuestOutcome outcome = Run(component, "{\"name\":\"Grüße aus 東京 👋\"}");

        Assert.Equal("{\"name\":\"Grüße aus 東京 👋\"}", EngineFixture.Text(outcome));
        Assert.Equal(2 * 65536, outcome.PeakMemoryBytes);
    }

    [Fact]
    public void Run_InputThatIsNoText_IsAFaultOfTheHost()
    {
        using Guest guest = Load(ComponentText.Bytes());

        GuestOutcome outcome = guest.Run(new GuestCall { Input = new byte[] { 0xC3, 0x28 } });

        Assert.Contains("UTF-8", Assert.IsType<GuestOutcome.HostFault>(outcome).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_Component_TellsWhatIsKnownOfIt()
    {
        var fits = Assert.IsType<ModuleInspection.Fits>(engine.Engine.Inspect(EngineFixture.Bytes("capabilities.wasm")));

        Assert.Equal(GuestAbi.Component, fits.Info.Abi);
        Assert.Equal("handle", fits.Info.MainFunction);
        Assert.Contains("jobico:jobicolet/key-value@1.0.0.keys", fits.Info.Imports);
        Assert.Contains("handle", fits.Info.Exports);
        Assert.Equal(5 * 65536, fits.Info.MemoryMinimumBytes);
        Assert.Null(fits.Info.MemoryMaximumBytes);
    }

    [Fact]
    public void Inspect_ComponentWithABoundedMemory_TellsTheBound()
    {
        var fits = Assert.IsType<ModuleInspection.Fits>(
            engine.Engine.Inspect(ComponentText.Bytes(memory: "2 300")));

        Assert.Equal(2 * 65536, fits.Info.MemoryMinimumBytes);
        Assert.Equal(300 * 65536, fits.Info.MemoryMaximumBytes);
    }

    [Theory]
    [InlineData(GuestAbi.Core)]
    [InlineData(GuestAbi.Command)]
    public void Load_ComponentThatMustBeAModule_IsRefused(GuestAbi abi) =>
        Assert.IsType<GuestCompilation.FitsNoAbi>(engine.Engine.Load(ComponentText.Bytes(), abi: abi));

    [Fact]
    public void Load_ModuleThatMustBeAComponent_IsRefused() => Assert.IsType<GuestCompilation.FitsNoAbi>(
        engine.Engine.Load(EngineFixture.Bytes("echo.wat"), abi: GuestAbi.Component));

    [Fact]
    public void Load_TruncatedComponent_DoesNotCompile() =>
        Assert.IsType<GuestCompilation.DoesNotCompile>(engine.Engine.Load(ComponentText.Bytes().AsSpan()[..100]));

    [Fact]
    public void Load_FutureInAType_DoesNotCompile() => Assert.IsType<GuestCompilation.DoesNotCompile>(
        engine.Engine.Load(WasmText.ToBinary("""(component (import "f" (func (param "x" (future u8)))))""")));

    [Fact]
    public void Load_ComponentAgain_ComesFromTheCache()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        var options = new WasmEngineOptions { MaxConcurrentInstances = 1, CacheFolder = folder };
        try
        {
            for (int i = 0; i < 2; i++)
            {
                using var fresh = new WasmEngine(options);
                using Guest guest =
                    Assert.IsType<GuestCompilation.Loaded>(fresh.Load(ComponentText.Bytes())).Guest;
                Assert.Equal("{}", EngineFixture.Text(guest.Run(new GuestCall { Input = "{}"u8.ToArray() })));
                Assert.Single(Directory.GetFiles(folder, "*.cwasm"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] CodedComponent(string code) => ComponentText.Bytes(
        CodedBody.Replace("{0}", code, StringComparison.Ordinal), result: Coded, imports: CodedImports);

    private Guest Load(byte[] component) =>
        Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(component)).Guest;

    private GuestOutcome Run(byte[] component, string input)
    {
        using Guest guest = Load(component);
        return guest.Run(new GuestCall
        {
            Input = Encoding.UTF8.GetBytes(input),
            Cancellation = TestContext.Current.CancellationToken,
        });
    }
}
