(module
  (import "env" "__indirect_function_table" (table 3 funcref))
  (func $second (result i32) (i32.const 2))
  (func $call (export "call") (result i32)
    (call_indirect (result i32) (i32.const 2)))
  (elem (i32.const 2) func $second))
