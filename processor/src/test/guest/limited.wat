;; Imports a global, which no method can be, and a function of the same module.
(module
  (import "env" "limit" (global $limit i64))
  (import "env" "tick" (func $tick (param i32) (result i32)))
  (func (export "limit_of") (result i64) (global.get $limit))
  (func (export "ticks") (param i32) (result i32)
    (i32.add (call $tick (local.get 0)) (call $tick (local.get 0)))))
