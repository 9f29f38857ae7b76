using System.Text;

namespace Goico.Wasm.Tests;

/// <summary>One engine for a class of tests, and the modules of the folder beside.</summary>
public sealed class EngineFixture : IDisposable
{
    public WasmEngine Engine { get; } = new(new WasmEngineOptions { MaxConcurrentInstances = 64 });

    public static byte[] Bytes(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Modules", file);
        path = File.Exists(path) ? path : Path.Combine(AppContext.BaseDirectory, "Modules", "hostile", file);
        return file.EndsWith(".wat", StringComparison.Ordinal)
            ? WasmText.ToBinary(File.ReadAllText(path)) : File.ReadAllBytes(path);
    }

    public Guest Load(string file, string? mainFunction = null, GuestAbi abi = GuestAbi.Auto) =>
        Assert.IsType<GuestCompilation.Loaded>(Engine.Load(Bytes(file), mainFunction, abi)).Guest;

    public GuestOutcome Run(string file, string input = "{}", GuestLimits? limits = null)
    {
        using Guest guest = Load(file);
        return guest.Run(new GuestCall
        {
            Input = Encoding.UTF8.GetBytes(input),
            Limits = limits ?? GuestLimits.Default,
            Cancellation = TestContext.Current.CancellationToken,
        });
    }

    public static string Text(GuestOutcome outcome) =>
        Encoding.UTF8.GetString(
            (outcome as GuestOutcome.Returned ?? throw new Xunit.Sdk.XunitException($"Not returned: {outcome}")).Result.Span);

    public static ulong Code(GuestOutcome outcome) => Assert.IsType<GuestOutcome.Returned>(outcome).Code;

    public void Dispose() => Engine.Dispose();
}
