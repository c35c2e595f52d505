(module
  (import "env" "__indirect_function_table" (table 3 3 funcref))
  (func $two (result i32) (i32.const 2))
  (func $call (export "call") (result i32)
    (call_indirect (result i32) (i32.const 1)))
  (elem (i32.const 1) func $two $two))
