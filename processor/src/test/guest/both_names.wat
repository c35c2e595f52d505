;; Imports one thing by two names.
(module
  (import "env" "addOne" (func $camel (param i32) (result i32)))
  (import "env" "add_one" (func $snake (param i32) (result i32)))
  (func (export "add_two") (param i32) (result i32) (call $camel (call $snake (local.get 0)))))
