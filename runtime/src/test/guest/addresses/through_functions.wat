;; The address comes out of one function and goes into another.
(module
  (memory 1)
  (global $top (mut i32) (i32.const 0))
  (func $next (result i32)
    (global.set $top (i32.and (i32.add (global.get $top) (i32.const 23)) (i32.const -16)))
    (global.get $top))
  (func $put (param $at i32) (param $value i32) (i32.store offset=4 (local.get $at) (local.get $value)))
  (func (export "push") (param $value i32) (call $put (call $next) (local.get $value))))
