;; Exports no memory, and an event of another type.
(module
  (memory 1)
  (func (export "malloc") (param i32) (result i32) (i32.const 8))
  (func (export "event") (param i32 i32) (result i32) (i32.const 0)))
