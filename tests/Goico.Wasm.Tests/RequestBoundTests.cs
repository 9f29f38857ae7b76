namespace Goico.Wasm.Tests;

/// <summary>What a module may have its host look at in one request.</summary>
public sealed class RequestBoundTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    private const uint Text = 64 << 10;
    private const uint Head = 256 << 10;
    private const uint Body = 16 << 20;

    // Absent, not granted, and over a limit, as the core ABI numbers them.
    [Theory]
    [InlineData("config_get", Text, 0, -1)]
    [InlineData("config_get", Text + 1, 0, -4)]
    [InlineData("value_set", 1, Body, -2)]
    [InlineData("value_set", 1, Body + 1, -4)]
    [InlineData("publish", Text + 1, 1, -4)]
    [InlineData("http_send", Head + 1, 1, -4)]
    [InlineData("http_send", 1, Body + 1, -4)]
    public void Request_AtAndOverItsBound_IsAnsweredAndNeverCopied(string function, uint first, uint second, int answer)
    {
        bool isOfTwo = function != "config_get";
        byte[] wasm = WasmText.ToBinary($$"""
            (module
              (import "jobico" "{{function}}" (func $ask (param i32 i32 {{(isOfTwo ? "i32 i32" : "")}}) (result i32)))
              (memory (export "memory") 300)
              (func (export "malloc") (param i32) (result i32) (i32.const 1024))
              (func (export "event") (param i32 i32 i32)
                (i64.store (local.get 0) (i64.extend_i32_u (i32.sub (i32.const 0)
                  (call $ask (i32.const 4096) (i32.const {{first}})
                    {{(isOfTwo ? $"(i32.const 4096) (i32.const {second})" : "")}}))))
                (i64.store offset=8 (local.get 0) (i64.const 0))))
            """);
        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(wasm)).Guest;

        GuestOutcome outcome = guest.Run(new GuestCall());

        Assert.Equal((ulong)-answer, EngineFixture.Code(outcome));
    }
}
