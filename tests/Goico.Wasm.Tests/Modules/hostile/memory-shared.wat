;; A memory to share among threads.
(module
  (memory (export "memory") 1 2 shared)
  (func (export "malloc") (param i32) (result i32) (i32.const 16))
  (func (export "event") (param i32 i32 i32)))
