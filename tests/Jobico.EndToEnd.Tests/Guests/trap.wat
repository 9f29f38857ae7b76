;; Core ABI: divides by zero.
(module
  (memory (export "memory") 1)
  (func (export "malloc") (param $n i32) (result i32) (i32.const 1024))
  (func (export "event") (param $ret i32) (param i32 i32)
    (i32.store (local.get $ret) (i32.div_s (i32.const 1) (i32.load (i32.const 0))))))
