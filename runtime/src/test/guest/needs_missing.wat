(module
  (import "env" "missing" (func $missing (param i32) (result i64)))
  (import "elsewhere" "also_missing" (func))
  (func (export "call") (result i64) (call $missing (i32.const 1))))
