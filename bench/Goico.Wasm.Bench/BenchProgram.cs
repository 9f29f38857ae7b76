namespace Goico.Wasm.Bench;

/// <summary>A program that is measured.</summary>
/// <param name="Title">What it is, for the table.</param>
/// <param name="File">Its file in the folder of programs.</param>
internal sealed record BenchProgram(string Title, string File)
{
    /// <summary>Those of the table, in its order.</summary>
    public static BenchProgram[] All { get; } =
    [
        new("core, echo by hand", "echo.wat"),
        new("core, C", "order_core_c.wasm"),
        new("core, as TinyGo builds", "tinygo-128k.wat"),
        new("core, Rust", "order_core_rust.wasm"),
        new("command, C", "order_command_c.wasm"),
        new("component, echo by hand", "component-echo.wat"),
        new("component, Rust", "order_component_rust.wasm"),
        new("component, JavaScript (QuickJS)", "notify.wasm"),
    ];

    /// <summary>The program's bytes.</summary>
    public byte[] Read()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "programs", File);
        return Path.GetExtension(path) == ".wat"
            ? WasmText.ToBinary(System.IO.File.ReadAllText(path)) : System.IO.File.ReadAllBytes(path);
    }
}
