;; Core ABI: the code is 7 and the result a text.
(module
  (memory (export "memory") 1)
  (data (i32.const 16) "no stock")
  (func (export "malloc") (param $n i32) (result i32) (i32.const 1024))
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (i64.store (local.get $ret) (i64.const 7))
    (i64.store offset=8 (local.get $ret) (i64.const 0x1000000008))))
