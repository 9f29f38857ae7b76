using System.Text;
using CsCheck;

namespace Goico.Wasm.Tests.Debugging;

public sealed class BackTraceTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Theory]
    [InlineData("lines_dwarf4.wasm")]
    [InlineData("lines_dwarf5.wasm")]
    public void Run_ModuleOfClangThatTraps_NamesFileAndLineOfEachCall(string file) =>
        Assert.Equal(
            ["quotient (parts/quotient.h:4)", "share (lines.c:14)", "event (lines.c:19)"],
            Told(engine.Run(file)));

    [Fact]
    public void Run_ModuleOfRustcThatPanics_NamesItsMethodAsWrittenAndItsLine()
    {
        string[] told = Told(engine.Run("lines_rust.wasm", "nothing"));

        Assert.Equal(
            ["<&str as lines::orders::Check>::check (lines.rs:17)", "event (lines.rs:32)"], told[^2..]);
        Assert.Contains(told, line => line.StartsWith("core::panicking::panic_fmt (/", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ComponentThatTraps_NamesFileAndLineOfEachCall() =>
        Assert.Equal(
            [
                "lines_component::orders::quantity (lines_component.rs:17)",
                "lines_component::orders::total (lines_component.rs:12)",
                "handle (lines_component.rs:5)",
            ],
            Told(engine.Run("lines_component.wasm")));

    [Fact]
    public void Run_ModuleWithoutDwarfThatTraps_TellsOffsetsAlone()
    {
        GuestFrame frame = Assert.IsType<GuestOutcome.Trapped>(engine.Run("recursion.wat")).Backtrace[0];

        Assert.Equal((null, null), (frame.File, frame.Line));
        Assert.Equal($"0x{frame.ModuleOffset:x}", frame.Place);
    }

    [Fact]
    public void Load_ModuleWithMoreLinesThanAreRead_WarnsAndRunsWithoutThem()
    {
        byte[] wasm = WithSection(EngineFixture.Bytes("divide.wat"), ".debug_line", new byte[(8 << 20) + 1]);

        using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(wasm)).Guest;
        GuestOutcome outcome = guest.Run(new GuestCall { Input = "{}"u8.ToArray() });

        Assert.Contains("DWARF", Assert.Single(guest.Info.Warnings), StringComparison.Ordinal);
        Assert.Null(Assert.IsType<GuestOutcome.Trapped>(outcome).Backtrace[0].Line);
    }

    [Fact]
    public void Run_ModuleWithAnyLineSection_TrapsAsItWould()
    {
        byte[] wasm = EngineFixture.Bytes("divide.wat");

        Gen.Byte.Array[0, 300].Sample(section =>
        {
            byte[] changed = WithSection(wasm, ".debug_line", section);
            using Guest guest = Assert.IsType<GuestCompilation.Loaded>(engine.Engine.Load(changed)).Guest;
            GuestOutcome outcome = guest.Run(new GuestCall { Input = "{}"u8.ToArray() });
            Assert.Equal(GuestTrapKind.Arithmetic, Assert.IsType<GuestOutcome.Trapped>(outcome).Kind);
        }, iter: 30, threads: 1);
    }

    internal static byte[] WithSection(byte[] wasm, string name, byte[] content)
    {
        byte[] named = [.. Number(name.Length), .. Encoding.UTF8.GetBytes(name), .. content];
        return [.. wasm, 0, .. Number(named.Length), .. named];
    }

    private static byte[] Number(int number)
    {
        var bytes = new List<byte>();
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }
        return [.. bytes, (byte)number];
    }

    private static string[] Told(GuestOutcome outcome) =>
        [.. Assert.IsType<GuestOutcome.Trapped>(outcome).Backtrace.Select(frame => $"{frame.Function} ({frame.Place})")];
}
