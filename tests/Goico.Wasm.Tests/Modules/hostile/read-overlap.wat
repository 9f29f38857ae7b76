;; Reads its input over the very list that says where to read to, for as long as there is any.
(module
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_start") (local $i i32)
    (loop $list
      (i32.store (local.get $i) (i32.mul (local.get $i) (i32.const 3)))
      (i32.store offset=4 (local.get $i) (i32.const 61))
      (local.set $i (i32.add (local.get $i) (i32.const 8)))
      (br_if $list (i32.lt_u (local.get $i) (i32.const 8192))))
    (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1024) (i32.const 65532)))))
