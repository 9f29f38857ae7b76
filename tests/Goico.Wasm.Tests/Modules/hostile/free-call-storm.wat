;; Calls without end what is counted by nobody.
(module
  (import "jobico" "config_get" (func $config_get (param i32 i32) (result i32)))
  (import "jobico" "secret_get" (func $secret_get (param i32 i32) (result i32)))
  (import "jobico" "answer" (func $answer (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get" (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 4096))
  (func $malloc (export "malloc") (param $n i32) (result i32) (local $p i32)
    (local.set $p (global.get $top))
    (global.set $top (i32.and (i32.add (i32.add (global.get $top) (local.get $n)) (i32.const 7)) (i32.const -8)))
    (block $fits
      (loop $more
        (br_if $fits (i32.le_u (global.get $top) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))
        (return (i32.const 0))))
    (local.get $p))
  (data (i32.const 0) "NAME")
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (loop $more
      (drop (call $config_get (i32.const 0) (i32.const 4)))
      (drop (call $secret_get (i32.const 0) (i32.const 4)))
      (drop (call $answer (i32.const 64) (i32.const 1024)))
      (drop (call $clock_time_get (i32.const 1) (i64.const 0) (i32.const 2048)))
      (drop (call $environ_sizes_get (i32.const 2048) (i32.const 2052)))
      (br $more))))
