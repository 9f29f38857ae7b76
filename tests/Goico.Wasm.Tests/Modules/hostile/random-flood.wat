;; Has the host fill 32 MiB with random bytes, for ever.
(module
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
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
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (drop (memory.grow (i32.const 520)))
    (loop $more (drop (call $random (i32.const 65536) (i32.const 33554432))) (br $more))))
