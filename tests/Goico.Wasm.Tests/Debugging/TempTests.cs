using System.Diagnostics;
using System.Text;
using Goico.Wasm.Debugging;
namespace Goico.Wasm.Tests.Debugging;
public sealed class TempTests(EngineFixture engine) : IClassFixture<EngineFixture>
{
    [Fact]
    public void Show()
    {
        foreach (string file in Directory.GetFiles("/work/wt-lines/tests/Goico.Wasm.Tests/Modules", "lines*.wasm"))
        {
            byte[] wasm = File.ReadAllBytes(file);
            LinePrograms.Read(wasm, out _);
            for (int i = 0; i < 200; i++) LinePrograms.Read(wasm, out _);
            Thread.Sleep(300); LinePrograms.Read(wasm, out _); var watch = Stopwatch.StartNew();
            LineTable? table = LinePrograms.Read(wasm, out bool over);
            Console.WriteLine($"{file} {wasm.Length} rows {table?.Rows} over {over} {watch.Elapsed.TotalMilliseconds} ms");
            GuestCompilation c = engine.Engine.Load(wasm);
            if (c is not GuestCompilation.Loaded { Guest: var guest }) { Console.WriteLine(c); continue; }
            GuestOutcome outcome = guest.Run(new GuestCall { Input = Encoding.UTF8.GetBytes("{\"text\":\"\",\"panic\":\"a b c\"}") });
            Console.WriteLine(outcome);
            if (outcome is GuestOutcome.Trapped t) foreach (GuestFrame f in t.Backtrace) Console.WriteLine("   " + f);
        }
    }
}
