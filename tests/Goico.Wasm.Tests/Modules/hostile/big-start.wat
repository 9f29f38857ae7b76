;; Starts with 100 MiB.
(module
  (memory (export "memory") 1600)
  (func (export "malloc") (param i32) (result i32) (i32.const 0))
  (func (export "event") (param i32 i32 i32)))
