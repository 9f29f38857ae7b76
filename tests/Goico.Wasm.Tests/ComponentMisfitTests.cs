namespace Goico.Wasm.Tests;

/// <summary>What is refused when a component is loaded, and what the refusal says.</summary>
public sealed class ComponentMisfitTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Load_NoHandler_SaysWhatIsMissing() =>
        Assert.Contains("does not export the function 'handle'", Refusal(
            ComponentText.Bytes(export: """(export "run" (func $handle))""")), StringComparison.Ordinal);

    [Fact]
    public void Load_HandlerOfAnotherType_SaysWhichAndWhichItHasToBe()
    {
        string refusal = Refusal(ComponentText.Bytes(parameter: "(list u8)"));

        Assert.Contains("func(list<u8>) -> result<string, string>", refusal, StringComparison.Ordinal);
        Assert.Contains("not func(string) -> result<string, string>", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_HandlerThatIsNoFunction_IsRefused() =>
        Assert.Contains("'handle' is of type Instance", Refusal(ComponentText.Bytes(
            export: """(instance $i (export "x" (func $handle))) (export "handle" (instance $i))""")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("""(import "log" (func (param "text" string)))""", "'log', which is in no interface")]
    [InlineData("""(import "m" (core module))""", "'m', which is in no interface")]
    [InlineData("""(import "other:package/thing@1.0.0" (instance))""", "'other:package/thing@1.0.0', which the host")]
    [InlineData("""(import "jobico:jobicolet/log@2.0.0" (instance))""", "the host offers version 1.0.0")]
    [InlineData("""(import "wasi:cli/stdout@0.3.0" (instance))""", "of WASI the host offers version 0.2")]
    [InlineData("""(import "jobico:jobicolet/mail@1.0.0" (instance (export "send" (func))))""", "mail@1.0.0.send', which")]
    [InlineData("""(import "jobico:jobicolet/config@1.0.0" (instance (export "get" (func (param "n" string) (result string)))))""",
        "as func(string) -> string; the host's is func(string) -> option<string>")]
    [InlineData("""(import "wasi:cli/exit@0.2.0" (instance (export "exit" (func (param "status" u32)))))""",
        "as func(u32); the host's is func(result)")]
    public void Load_ImportThatTheHostHasNot_IsRefusedByName(string import, string said) =>
        Assert.Contains(said, Refusal(ComponentText.Bytes(imports: import)), StringComparison.Ordinal);

    [Fact]
    public void Load_SeveralFaults_AreAllTold()
    {
        string refusal = Refusal(ComponentText.Bytes(
            imports: """(import "a:b/c" (instance)) (import "d:e/f" (instance))""", export: ""));

        Assert.Contains("'a:b/c'", refusal, StringComparison.Ordinal);
        Assert.Contains("'d:e/f'", refusal, StringComparison.Ordinal);
        Assert.Contains("'handle'", refusal, StringComparison.Ordinal);
    }

    /// <summary>Each type holds the one before twice, so that its text is as long as two to their number.</summary>
    [Fact]
    public void Load_TypeWhoseTextWouldFillMemory_IsRefusedSoon()
    {
        string types = """(type $t0 (tuple string string))""";
        for (int i = 1; i <= 16; i++)
        {
            types += $"(type $t{i} (tuple $t{i - 1} $t{i - 1}))";
        }
        string import = $$"""
            (import "jobico:jobicolet/config@1.0.0" (instance {{types}} (export "get" (func (param "n" $t16)))))
            """;

        Assert.InRange(Refusal(ComponentText.Bytes(imports: import)).Length, 100, 20_000);
    }

    [Fact]
    public void Load_ImportedFunctionsThatAreUnknownToWasi_AreNoReasonToRefuse()
    {
        const string Import = """
            (import "wasi:sockets/tcp@0.2.0" (instance
              (export "tcp-socket" (type (sub resource)))
              (export "connect" (func (param "port" u16) (result (list u8))))))
            """;

        Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(ComponentText.Bytes(imports: Import))).Guest.Dispose();
    }

    private string Refusal(byte[] component) =>
        Assert.IsType<GuestCompilation.FitsNoAbi>(engine.Engine.Load(component)).Message;
}
