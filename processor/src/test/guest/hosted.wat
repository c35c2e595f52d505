;; Imports functions of two hosts, and the address of a region that it writes to.
(module
  (import "env" "twice" (func $twice (param f64) (result f64)))
  (import "math" "half" (func $half (param f32) (result f32)))
  (import "env" "pages" (memory 1))
  (import "mem" "data_offset" (global $data_offset i32))
  (func (export "quadruple") (param f64) (result f64)
    (call $twice (call $twice (local.get 0))))
  (func (export "quarter") (param f32) (result f32)
    (call $half (call $half (local.get 0))))
  (func (export "fill") (param $count i32)
    (local $i i32)
    (loop $next
      (i32.store
        (i32.add (global.get $data_offset) (i32.mul (local.get $i) (i32.const 4)))
        (i32.mul (local.get $i) (local.get $i)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $count))))))
