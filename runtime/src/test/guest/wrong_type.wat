;; Imports a function that exists, as something else.
(module
  (import "env" "is_odd" (func $is_odd (param i64) (result i32)))
  (func (export "call") (result i32) (call $is_odd (i64.const 1))))
