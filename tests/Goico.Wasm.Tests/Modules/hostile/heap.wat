;; A heap that no limit would count.
(module
  (memory (export "memory") 1)
  (type $a (array (mut i64)))
  (func (loop (drop (array.new $a (i64.const 0) (i32.const 1000000))) (br 0)))
  (func (export "malloc") (param i32) (result i32) (i32.const 16))
  (func (export "event") (param i32 i32 i32)))
