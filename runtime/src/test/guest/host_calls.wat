;; Imports functions of the host, its memory, and where to put its results, each by two names.
(module
  (import "math" "sin" (func $sin (param f64) (result f64)))
  (import "env" "log" (func $log (param i32 i64 f32 f64)))
  (import "env" "pair" (func $pair (param i32) (result i32 i64)))
  (import "mem" "pages" (memory 1))
  (import "mem" "data_offset" (global $data_offset i32))
  (func (export "sines") (param $count i32)
    (local $i i32)
    (loop $next
      (f64.store
        (i32.add (global.get $data_offset) (i32.mul (local.get $i) (i32.const 8)))
        (call $sin (f64.convert_i32_s (local.get $i))))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $i) (local.get $count)))))
  (func (export "say") (param i32 i64 f32 f64)
    (call $log (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "sum_of_pair") (param i32) (result i64)
    (local i64)
    (call $pair (local.get 0))
    (local.set 1)
    (i64.add (i64.extend_i32_u) (local.get 1))))
