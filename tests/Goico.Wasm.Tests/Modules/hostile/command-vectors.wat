;; A command that hands the host ill-formed vectors and exits with the sum of the error numbers.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get" (func $prestat (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 65000)) (i32.store (i32.const 4) (i32.const 65536))
    (call $exit
      (i32.add (i32.add (i32.add (i32.add
        (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))      ;; 21: outside memory
        (call $fd_write (i32.const 1) (i32.const 0) (i32.const 5000) (i32.const 8)))  ;; 28: too many
        (call $fd_write (i32.const 7) (i32.const 0) (i32.const 1) (i32.const 8)))     ;; 8: no such descriptor
        (call $fd_write (i32.const 1) (i32.const -4) (i32.const 1) (i32.const 8)))    ;; 21: the list is outside
        (call $prestat (i32.const 3) (i32.const 0))))))                               ;; 8: no folder
