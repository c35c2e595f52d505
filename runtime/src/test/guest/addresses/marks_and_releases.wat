;; Begins at 0, and goes back to where its host says.
(module
  (memory 1)
  (global $top (mut i32) (i32.const 0))
  (func (export "push") (param $value i32)
    (i64.store32 (global.get $top) (i64.extend_i32_u (local.get $value)))
    (global.set $top (i32.add (global.get $top) (i32.const 4))))
  (func (export "is_empty") (result i32) (i32.eqz (global.get $top)))
  (func (export "mark") (result i32) (global.get $top))
  (func (export "release") (param $mark i32) (global.set $top (local.get $mark))))
