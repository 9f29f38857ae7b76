;; A result of 1,024 times the same 60,000 bytes, by one call.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $i i32)
    (loop $list
      (i32.store offset=4 (local.get $i) (i32.const 60000))
      (local.set $i (i32.add (local.get $i) (i32.const 8)))
      (br_if $list (i32.lt_u (local.get $i) (i32.const 8192))))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1024) (i32.const 65532)))))
