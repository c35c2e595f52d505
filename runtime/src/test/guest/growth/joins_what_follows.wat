;; Makes one range of two where the second happens to follow the first, and else begins another one.
(module
  (memory 1)
  (global $start (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (func (export "extend") (local $grown i32) (local $address i32)
    (local.set $grown (memory.grow (i32.const 1)))
    (br_if 0 (i32.eqz (i32.add (local.get $grown) (i32.const 1))))
    (local.set $address (i32.shl (local.get $grown) (i32.const 16)))
    (if (i32.ne (local.get $address) (global.get $end))
      (then (global.set $start (local.get $address))))
    (global.set $end (i32.add (local.get $address) (i32.const 65536)))))
