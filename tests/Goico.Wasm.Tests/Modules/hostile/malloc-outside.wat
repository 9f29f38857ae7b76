;; Its malloc answers with an address outside its memory.
(module
  (memory (export "memory") 1)
  (func (export "malloc") (param i32) (result i32) (i32.const -8))
  (func (export "event") (param i32 i32 i32)))
