using System.Collections.Concurrent;

namespace Jobico.EndToEnd.Tests;

/// <summary>The guests of these tests as modules.</summary>
internal static class Guests
{
    private static readonly ConcurrentDictionary<string, byte[]> Modules = new();

    public static byte[] Module(string name) => Modules.GetOrAdd(name, static name =>
        Goico.Wasm.WasmText.ToBinary(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Guests", name + ".wat"))));
}
