;; Writes its input all over its memory; answers with how many bytes of it were not zero before.
(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 4096))
  (func $malloc (export "malloc") (param $n i32) (result i32) (local $p i32)
    (local.set $p (global.get $top))
    (global.set $top (i32.and (i32.add (i32.add (global.get $top) (local.get $n)) (i32.const 7)) (i32.const -8)))
    (block $fits
      (loop $more
        (br_if $fits (i32.le_u (global.get $top) (i32.mul (memory.size) (i32.const 65536))))
        (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1)))
        (return (i32.const 0))))
    (local.get $p))
  (func $dirty (result i64) (local $i i32) (local $n i64)
    (local.set $i (i32.const 16384))
    (loop $more
      (if (i32.load8_u (local.get $i)) (then (local.set $n (i64.add (local.get $n) (i64.const 1)))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $i) (i32.mul (memory.size) (i32.const 65536)))))
    (local.get $n))
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (local $seen i64)
    (drop (memory.grow (i32.const 15)))
    (local.set $seen (call $dirty))
    (memory.fill (i32.const 16384) (i32.load8_u (local.get $p)) (i32.const 1000000))
    (i64.store (local.get $ret) (local.get $seen))
    (i64.store offset=8 (local.get $ret) (i64.const 0))))
