namespace Goico.Wasm.Debugging;

internal static class RustSymbol
{
    public static string Demangle(string symbol) => symbol;
}
