(module
  (import "env" "level" (func $level (result i32)))
  (table 2 funcref)
  (func $first (result i32)
    (call $level))
  (func $call (export "call") (result i32)
    (call_indirect (result i32) (i32.const 1)))
  (elem (i32.const 1) func $first))
