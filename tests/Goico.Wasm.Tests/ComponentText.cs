namespace Goico.Wasm.Tests;

/// <summary>
/// Components as text. Their one module has a bump allocator and a handler whose body is given: it takes $at and
/// $length, and leaves the address of what it returns.
/// </summary>
internal static class ComponentText
{
    public const string Strings = "(result string (error string))";

    /// <summary>Returns the event as it came.</summary>
    public const string Echo = "(call $return (i32.const 0) (local.get $at) (local.get $length))";

    /// <summary>A component, as bytes.</summary>
    /// <param name="body">The handler's body.</param>
    /// <param name="module">More for the module.</param>
    /// <param name="imports">What the component imports, defines and aliases before the module.</param>
    /// <param name="instantiate">What the module is instantiated with.</param>
    /// <param name="result">The handler's result type.</param>
    /// <param name="parameter">The type of its parameter.</param>
    /// <param name="memory">The memory's limits, in pages.</param>
    /// <param name="export">How the handler is exported; the function is called $handle.</param>
    public static byte[] Bytes(
        string body = Echo,
        string module = "",
        string imports = "",
        string instantiate = "",
        string result = Strings,
        string parameter = "string",
        string memory = "1",
        string export = """(export "handle" (func $handle))""") => WasmText.ToBinary($$"""
        (component
          {{imports}}
          (core module $memory
            (memory (export "memory") {{memory}})
            (global $next (mut i32) (i32.const 4096))
            (func (export "realloc") (param i32 i32 i32 i32) (result i32)
              (local $block i32)
              (local.set $block (i32.and
                (i32.add (global.get $next) (i32.sub (local.get 2) (i32.const 1))) (i32.sub (i32.const 0) (local.get 2))))
              (global.set $next (i32.add (local.get $block) (local.get 3)))
              (memory.copy (local.get $block) (local.get 0) (local.get 1))
              (local.get $block)))
          (core instance $own (instantiate $memory))
          (alias core export $own "memory" (core memory $m))
          (alias core export $own "realloc" (core func $realloc))
          {{instantiate}}
          (core module $program
            (import "own" "memory" (memory 0))
            {{module}}
            ;; Leaves a result at 16: its case, and a string.
            (func $return (param $case i32) (param $at i32) (param $length i32) (result i32)
              (i32.store8 (i32.const 16) (local.get $case))
              (i32.store (i32.const 20) (local.get $at))
              (i32.store (i32.const 24) (local.get $length))
              (i32.const 16))
            (func (export "handle") (param $at i32) (param $length i32) (result i32)
              {{body}}))
          (core instance $run (instantiate $program
            (with "own" (instance $own)) {{(instantiate.Length == 0 ? "" : "(with \"host\" (instance $host))")}}))
          (func $handle (param "event" {{parameter}}) (result {{result}})
            (canon lift (core func $run "handle") (memory $m) (realloc $realloc)))
          {{export}})
        """);
}
