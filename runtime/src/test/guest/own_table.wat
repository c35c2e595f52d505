;; Gives a function pointer of its own table to a function of another module.
(module
  (import "env" "apply" (func $apply (param i32 i32 i32) (result i32)))
  (table 2 funcref)
  (func $zero (param i32) (result i32) (i32.const 0))
  (elem (i32.const 1) $zero)
  (func (export "go") (result i32) (call $apply (i32.const 0) (i32.const 1) (i32.const 5))))
