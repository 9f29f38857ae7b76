using Goico.Wasm;

namespace Jobico.Cli.Tests;

/// <summary>Small programs by the core ABI, made from text.</summary>
internal static class Programs
{
    /// <summary>Answers with the event itself.</summary>
    public static byte[] Echo { get; } = Core("""
        (call $answer (local.get $result) (i64.const 0) (local.get $data) (local.get $length))
        """);

    /// <summary>Traps two calls deep, in functions that have names.</summary>
    public static byte[] Trap { get; } = Core("(call $deep)", """
        (func $deep (call $deeper))
        (func $deeper unreachable)
        """);

    /// <summary>Never ends.</summary>
    public static byte[] Loop { get; } = Core("(loop $again (br $again))");

    /// <summary>
    /// Counts its runs under the key "runs" as letters, publishes the event as "seen", and answers with the count.
    /// </summary>
    public static byte[] Count { get; } = Core(
        """
        (local $size i32)
        (local.set $size (call $value_get (i32.const 16) (i32.const 4)))
        (if (i32.lt_s (local.get $size) (i32.const -1))
          (then
            (drop (call $copy (i32.const 256) (i32.const 200)))
            (call $log (i32.const 3) (i32.const 256) (call $copy (i32.const 256) (i32.const 200)))
            (call $answer (local.get $result) (i64.const 7) (i32.const 0) (i32.const 0))
            (return)))
        (if (i32.lt_s (local.get $size) (i32.const 0)) (then (local.set $size (i32.const 0))))
        (drop (call $copy (i32.const 256) (local.get $size)))
        (i32.store8 (i32.add (i32.const 256) (local.get $size)) (i32.const 120))
        (local.set $size (i32.add (local.get $size) (i32.const 1)))
        (drop (call $value_set (i32.const 16) (i32.const 4) (i32.const 256) (local.get $size)))
        (drop (call $publish (i32.const 24) (i32.const 4) (local.get $data) (local.get $length)))
        (call $answer (local.get $result) (i64.const 0) (i32.const 256) (local.get $size))
        """,
        """
        (data (i32.const 16) "runs")
        (data (i32.const 24) "seen")
        """,
        """
        (import "env" "log" (func $log (param i32 i32 i32)))
        (import "jobico" "answer" (func $copy (param i32 i32) (result i32)))
        (import "jobico" "value_get" (func $value_get (param i32 i32) (result i32)))
        (import "jobico" "value_set" (func $value_set (param i32 i32 i32 i32) (result i32)))
        (import "jobico" "publish" (func $publish (param i32 i32 i32 i32) (result i32)))
        """);

    /// <summary>Answers with the length of the secret that the event, without its quotes, names.</summary>
    public static byte[] SecretLength { get; } = Core(
        """
        (i32.store8 (i32.const 256) (i32.add (i32.const 48) (call $secret_get
          (i32.add (local.get $data) (i32.const 1)) (i32.sub (local.get $length) (i32.const 2)))))
        (call $answer (local.get $result) (i64.const 0) (i32.const 256) (i32.const 1))
        """,
        imports: """
        (import "jobico" "secret_get" (func $secret_get (param i32 i32) (result i32)))
        """);

    /// <summary>Sends the HTTP request that the event is the head of; answers with the response's body, or the refusal.
    /// </summary>
    public static byte[] Fetch { get; } = Core(
        """
        (local $size i32)
        (if (i32.lt_s (call $send (local.get $data) (local.get $length) (i32.const 0) (i32.const 0)) (i32.const 0))
          (then
            (call $answer (local.get $result) (i64.const 1) (i32.const 256) (call $copy (i32.const 256) (i32.const 1000)))
            (return)))
        (local.set $size (call $body))
        (drop (call $copy (i32.const 256) (local.get $size)))
        (call $answer (local.get $result) (i64.const 0) (i32.const 256) (local.get $size))
        """,
        imports: """
        (import "jobico" "answer" (func $copy (param i32 i32) (result i32)))
        (import "jobico" "http_send" (func $send (param i32 i32 i32 i32) (result i32)))
        (import "jobico" "http_body" (func $body (result i32)))
        """);

    /// <summary>A component that lets itself be asked for nothing: its handler traps.</summary>
    public static byte[] Component { get; } = WasmText.ToBinary("""
        (component
          (import "jobico:jobicolet/log@1.0.0" (instance
            (type $levels (enum "debug" "info" "warning" "error" "fatal" "panic"))
            (export "level" (type $level (eq $levels)))
            (export "log" (func (param "level" $level) (param "message" string)))))
          (core module $m
            (memory (export "memory") 1)
            (func $fail (export "handle") (param i32 i32) (result i32) unreachable)
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 1024))
          (core instance $i (instantiate $m))
          (func $handle (param "event" string) (result (result string (error string)))
            (canon lift (core func $i "handle") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
          (export "handle" (func $handle)))
        """);

    /// <summary>A command that prints its environment and a line of the log.</summary>
    public static byte[] Environment { get; } = WasmText.ToBinary("""
        (module
          (import "wasi_snapshot_preview1" "environ_get" (func $get (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_sizes_get" (func $sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 64) "warn: here it is\n")
          (func (export "_start")
            (drop (call $sizes (i32.const 0) (i32.const 4)))
            (drop (call $get (i32.const 1024) (i32.const 4096)))
            (i32.store (i32.const 8) (i32.const 4096))
            (i32.store (i32.const 12) (i32.load (i32.const 4)))
            (drop (call $write (i32.const 1) (i32.const 8) (i32.const 1) (i32.const 16)))
            (i32.store (i32.const 8) (i32.const 64))
            (i32.store (i32.const 12) (i32.const 17))
            (drop (call $write (i32.const 2) (i32.const 8) (i32.const 1) (i32.const 16)))))
        """);

    /// <summary>A program whose main function does what is given, with its result, data and length at hand.</summary>
    public static byte[] Core(string body, string more = "", string imports = "", string main = "event") =>
        WasmText.ToBinary($$"""
            (module
              {{imports}}
              (memory (export "memory") 1)
              (global $top (mut i32) (i32.const 32768))
              (func (export "malloc") (param $size i32) (result i32)
                (global.get $top)
                (global.set $top (i32.and (i32.add (i32.add (global.get $top) (local.get $size)) (i32.const 15))
                  (i32.const -16))))
              (func $answer (param $result i32) (param $code i64) (param $text i32) (param $length i32)
                (i64.store (local.get $result) (local.get $code))
                (i64.store offset=8 (local.get $result) (i64.or
                  (i64.shl (i64.extend_i32_u (local.get $text)) (i64.const 32))
                  (i64.extend_i32_u (local.get $length)))))
              {{more}}
              (func $main (export "{{main}}") (param $result i32) (param $data i32) (param $length i32)
                {{body}}))
            """);
}
