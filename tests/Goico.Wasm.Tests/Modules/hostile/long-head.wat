;; Sends requests whose heads are 8 MiB of headers, for ever.
(module
  (import "jobico" "http_send" (func $http_send (param i32 i32 i32 i32) (result i32)))
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
  (data (i32.const 0) "{\"url\":\"u\",\"headers\":[")
  (data (i32.const 64) "[\"\",\"\"],")
  (func (export "event") (param $ret i32) (param $p i32) (param $len i32)
    (local $at i32)
    (drop (memory.grow (i32.const 136)))
    (memory.copy (i32.const 65536) (i32.const 0) (i32.const 22))
    (local.set $at (i32.const 65558))
    (loop $more
      (memory.copy (local.get $at) (i32.const 64) (i32.const 8))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $more (i32.lt_u (local.get $at) (i32.const 8388608))))
    (loop $again
      (drop (call $http_send (i32.const 65536) (i32.const 8323060) (i32.const 0) (i32.const 0)))
      (br $again))))
