(module
  (import "env" "__indirect_function_table" (table 2 2 funcref))
  (memory 1)
  (func $f (result i32) (i32.const 2))
  (func $call (export "call") (result i32)
    (call_indirect (result i32) (i32.load (i32.const 1024))))
  (elem (i32.const 1) func $f)
  (data (i32.const 1024) "\01\00\00\00"))
