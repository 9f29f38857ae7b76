using Goico.Wasm.Native;

namespace Goico.Wasm.Components;

/// <summary>
/// What a WASI 0.2 program (https://github.com/WebAssembly/WASI) knows of itself: arguments, environment, its end, and
/// that it has neither a terminal nor folders.
/// </summary>
internal static unsafe class WasiProcessImports
{
    private const string Environment = "wasi:cli/environment";

    public static HostImport[] All { get; } =
    [
        new(Environment, "get-environment", "func() -> list<tuple<string, string>>", GetEnvironment),
        new(Environment, "get-arguments", "func() -> list<string>", static call =>
        {
            // Many programs take their first argument, their own name, for granted.
            ComponentValue arguments = GuestValue.List(1);
            arguments.Items.Data[0] = GuestValue.Text("jobicolet"u8);
            call.Return(arguments);
        }),
        new(Environment, "initial-cwd", "func() -> option<string>", ReturnNone),
        new("wasi:cli/exit", "exit", "func(result)", static call =>
            call.Run.Exit(call.Argument(0)->Byte != 0 ? 0u : 1u)),
        new("wasi:cli/exit", "exit-with-code", "func(u8)", static call => call.Run.Exit(call.Argument(0)->Byte)),
        new("wasi:cli/terminal-stdin", "get-terminal-stdin", "func() -> option<own<terminal-input>>", ReturnNone),
        new("wasi:cli/terminal-stdout", "get-terminal-stdout", "func() -> option<own<terminal-output>>", ReturnNone),
        new("wasi:cli/terminal-stderr", "get-terminal-stderr", "func() -> option<own<terminal-output>>", ReturnNone),
        new("wasi:filesystem/preopens", "get-directories", "func() -> list<tuple<own<descriptor>, string>>",
            static call => call.Return(GuestValue.List(0))),
    ];

    private static void ReturnNone(ImportCall call) => call.Return(GuestValue.None);

    private static void GetEnvironment(ImportCall call)
    {
        byte[][] environment = call.Run.WasiEnvironment();
        ComponentValue list = GuestValue.List(environment.Length);
        for (int i = 0; i < environment.Length; i++)
        {
            // NAME=value and a zero, as the other ABIs want it.
            ReadOnlySpan<byte> pair = environment[i].AsSpan(0, environment[i].Length - 1);
            int equals = pair.IndexOf((byte)'=');
            list.Items.Data[i] = GuestValue.Tuple(
                GuestValue.Text(pair[..equals]), GuestValue.Text(pair[(equals + 1)..]));
        }
        call.Return(list);
    }
}
