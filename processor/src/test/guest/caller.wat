;; Calls what another instance has to export.
(module
  (import "env" "add" (func $add (param i32 i32) (result i32)))
  (func (export "add_three") (param i32 i32 i32) (result i32)
    (call $add (call $add (local.get 0) (local.get 1)) (local.get 2))))
