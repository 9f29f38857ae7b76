;; Asks its host once, and then takes all the memory that it is given; answers how many pages it has.
(module
  (import "jobico" "value_get" (func $ask (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "malloc") (param $n i32) (result i32) (i32.const 4096))
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (drop (call $ask (i32.const 0) (i32.const 4)))
    (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (i64.store (local.get $ret) (i64.extend_i32_u (memory.size)))
    (i64.store offset=8 (local.get $ret) (i64.const 0))))
