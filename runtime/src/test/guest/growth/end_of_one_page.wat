;; The same with one page at a time, so that where it ends is the address and a constant.
(module
  (memory 1)
  (global $end (mut i32) (i32.const 0))
  (func (export "extend") (local $grown i32)
    (br_if 0 (i32.lt_s (local.tee $grown (memory.grow (i32.const 1))) (i32.const 0)))
    (global.set $end (i32.add (i32.mul (local.get $grown) (i32.const 65536)) (i32.const 65536)))))
