;; Takes all the memory that it is given, and touches every page of it; answers how many it has.
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
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (local $at i32)
    (loop $more (br_if $more (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))
    (local.set $at (i32.const 65536))
    (loop $next
      (i32.store (local.get $at) (i32.const 0x5A5A5A5A))
      (local.set $at (i32.add (local.get $at) (i32.const 4096)))
      (br_if $next (i32.lt_u (local.get $at) (i32.mul (memory.size) (i32.const 65536)))))
    (i64.store (local.get $ret) (i64.extend_i32_u (memory.size)))
    (i64.store offset=8 (local.get $ret) (i64.const 0))))
