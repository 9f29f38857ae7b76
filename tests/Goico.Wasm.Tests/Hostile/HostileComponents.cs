namespace Goico.Wasm.Tests.Hostile;

/// <summary>Components that are up to no good.</summary>
internal static class HostileComponents
{
    private const string Http = """
        (import "jobico:jobicolet/http@1.0.0" (instance $http
          (type $kinds (enum "not-granted" "invalid" "over-limit" "failed" "timed-out"))
          (export "error-kind" (type $kind (eq $kinds)))
          (type $problem (record (field "kind" $kind) (field "message" string)))
          (export "error" (type $error (eq $problem)))
          (type $headers (list (tuple string string)))
          (type $ask (record (field "method" string) (field "url" string) (field "headers" $headers)
            (field "body" string) (field "timeout-ms" (option u32))))
          (export "request" (type $request (eq $ask)))
          (type $answer (record (field "status" u16) (field "headers" $headers) (field "body" string)
            (field "base64" bool)))
          (export "response" (type $response (eq $answer)))
          (export "send" (func (param "request" $request) (result (result $response (error $error)))))))
        """;

    private const string Streams = """
        (import "wasi:io/streams@0.2.2" (instance $streams
          (export "error" (type $error (sub resource)))
          (export "output-stream" (type $stream (sub resource)))
          (type $problem (variant (case "last-operation-failed" (own $error)) (case "closed")))
          (export "stream-error" (type $closed (eq $problem)))
          (export "[method]output-stream.write" (func
            (param "self" (borrow $stream)) (param "contents" (list u8)) (result (result (error $closed)))))))
        (alias export $streams "output-stream" (type $stream))
        (import "wasi:cli/stdout@0.2.2" (instance $stdout
          (alias outer 1 $stream (type $s))
          (export "output-stream" (type $t (eq $s)))
          (export "get-stdout" (func (result (own $t))))))
        """;

    private const string StreamFunctions = """
        (core func $write (canon lower (func $streams "[method]output-stream.write") (memory $m) (realloc $realloc)))
        (core func $open (canon lower (func $stdout "get-stdout")))
        (core func $close (canon resource.drop $stream))
        (core instance $host
          (export "write" (func $write)) (export "open" (func $open)) (export "close" (func $close)))
        """;

    private const string StreamImports = """
        (import "host" "write" (func $write (param i32 i32 i32 i32)))
        (import "host" "open" (func $open (result i32)))
        (import "host" "close" (func $close (param i32)))
        """;

    private const string Poll = """
        (import "wasi:io/poll@0.2.2" (instance $poll
          (export "pollable" (type $p (sub resource)))
          (export "poll" (func (param "in" (list (borrow $p))) (result (list u32))))))
        (alias export $poll "pollable" (type $pollable))
        (import "wasi:clocks/monotonic-clock@0.2.2" (instance $clock
          (alias outer 1 $pollable (type $q))
          (export "pollable" (type $r (eq $q)))
          (export "subscribe-duration" (func (param "when" u64) (result (own $r))))))
        """;

    private const string Deeper = "(func $deeper (result i32) (i32.add (call $deeper) (i32.const 1)))";

    public static byte[] Loop => ComponentText.Bytes("(loop $l (br $l)) unreachable");

    public static byte[] StartLoop =>
        ComponentText.Bytes(ComponentText.Echo, "(func $start (loop $l (br $l))) (start $start)");

    public static byte[] Recursion => ComponentText.Bytes("(call $deeper)", Deeper);

    /// <summary>Its frames have names of 90,000 bytes each.</summary>
    public static byte[] NamedRecursion =>
        ComponentText.Bytes("(call $deeper)", Deeper.Replace("$deeper (", $"$deeper (@name \"{new string('n', 90_000)}\") (",
            StringComparison.Ordinal));

    public static byte[] Growth => ComponentText.Bytes(
        "(loop $l (br_if $l (i32.ne (memory.grow (i32.const 16)) (i32.const -1)))) unreachable");

    /// <summary>A hundred thousand headers, each of which is the same string of a megabyte.</summary>
    public static byte[] Headers => ComponentText.Bytes(
        """
        (local $i i32)
        (drop (memory.grow (i32.const 64)))
        (memory.fill (i32.const 65536) (i32.const 65) (i32.const 1000000))
        (local.set $i (i32.const 1200000))
        (loop $l
          (i32.store (local.get $i) (i32.const 65536))
          (i32.store offset=4 (local.get $i) (i32.const 1000000))
          (i32.store offset=8 (local.get $i) (i32.const 65536))
          (i32.store offset=12 (local.get $i) (i32.const 1000000))
          (local.set $i (i32.add (local.get $i) (i32.const 16)))
          (br_if $l (i32.lt_u (local.get $i) (i32.const 2800000))))
        (call $send (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 1200000) (i32.const 100000)
          (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 64))
        unreachable
        """,
        """
        (import "host" "send" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))
        """,
        Http,
        """
        (core func $send (canon lower (func $http "send") (memory $m) (realloc $realloc)))
        (core instance $host (export "send" (func $send)))
        """);

    /// <summary>Prints all of 12 MiB at once, a byte of which takes the engine 32 bytes and more.</summary>
    public static byte[] LongWrite => ComponentText.Bytes(
        """
        (drop (memory.grow (i32.const 200)))
        (call $write (call $open) (i32.const 65536) (i32.const 12582912) (i32.const 64))
        unreachable
        """,
        StreamImports,
        Streams,
        StreamFunctions);

    /// <summary>Opens standard output and never closes it.</summary>
    public static byte[] OpenStreams => ComponentText.Bytes(
        "(loop $l (drop (call $open)) (br $l)) unreachable", StreamImports, Streams, StreamFunctions);

    /// <summary>Opens standard output ten thousand times, and closes it each time.</summary>
    public static byte[] ClosedStreams => ComponentText.Bytes(
        $"""
        (local $i i32)
        (loop $l
          (call $close (call $open))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $l (i32.lt_u (local.get $i) (i32.const 10000))))
        {ComponentText.Echo}
        """,
        StreamImports,
        Streams,
        StreamFunctions);

    /// <summary>Makes resources of its own without end.</summary>
    public static byte[] OwnResources => ComponentText.Bytes(
        "(loop $l (drop (call $new (i32.const 7))) (br $l)) unreachable",
        """(import "host" "new" (func $new (param i32) (result i32)))""",
        "(type $own (resource (rep i32)))",
        """
        (core func $new (canon resource.new $own))
        (core instance $host (export "new" (func $new)))
        """);

    /// <summary>Waits for two million times the same instant.</summary>
    public static byte[] LongPoll => ComponentText.Bytes(
        """
        (local $i i32)
        (local $p i32)
        (drop (memory.grow (i32.const 200)))
        (local.set $p (call $subscribe (i64.const 0)))
        (local.set $i (i32.const 65536))
        (loop $l
          (i32.store (local.get $i) (local.get $p))
          (local.set $i (i32.add (local.get $i) (i32.const 4)))
          (br_if $l (i32.lt_u (local.get $i) (i32.const 8065536))))
        (call $poll (i32.const 65536) (i32.const 2000000) (i32.const 64))
        unreachable
        """,
        """
        (import "host" "poll" (func $poll (param i32 i32 i32)))
        (import "host" "subscribe" (func $subscribe (param i64) (result i32)))
        """,
        Poll,
        """
        (core func $poll (canon lower (func $poll "poll") (memory $m) (realloc $realloc)))
        (core func $subscribe (canon lower (func $clock "subscribe-duration")))
        (core instance $host (export "poll" (func $poll)) (export "subscribe" (func $subscribe)))
        """);
}
