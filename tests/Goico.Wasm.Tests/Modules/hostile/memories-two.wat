;; Two memories.
(module
  (memory (export "memory") 1)
  (memory 1)
  (func (export "malloc") (param i32) (result i32) (i32.const 16))
  (func (export "event") (param i32 i32 i32)))
