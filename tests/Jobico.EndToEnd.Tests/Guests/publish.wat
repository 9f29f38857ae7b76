;; Core ABI: publishes what it is given as the event "second"; code 1 where that is refused, with why.
(module
  (import "jobico" "publish" (func $publish (param i32 i32 i32 i32) (result i32)))
  (import "jobico" "answer" (func $answer (param i32 i32) (result i32)))
  (memory (export "memory") 2)
  (global $top (mut i32) (i32.const 4096))
  (data (i32.const 0) "second")
  (func (export "malloc") (param $n i32) (result i32) (local $p i32)
    (local.set $p (global.get $top))
    (global.set $top (i32.and (i32.add (i32.add (global.get $top) (local.get $n)) (i32.const 7)) (i32.const -8)))
    (local.get $p))
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (if (i32.ge_s (call $publish (i32.const 0) (i32.const 6) (local.get $p) (local.get $len)) (i32.const 0))
      (then
        (i64.store (local.get $ret) (i64.const 0))
        (i64.store offset=8 (local.get $ret) (i64.const 0)))
      (else
        (i64.store (local.get $ret) (i64.const 1))
        (i64.store offset=8 (local.get $ret)
          (i64.or (i64.shl (i64.const 64) (i64.const 32))
            (i64.extend_i32_u (call $answer (i32.const 64) (i32.const 4000)))))))))
