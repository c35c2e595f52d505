(module
  (memory 1)
  (table (export "table") 2 2 funcref)
  (func $f (result i32) (i32.const 1))
  (func $call (export "call") (result i32)
    (call_indirect (result i32) (i32.load (i32.const 1024))))
  (elem (i32.const 1) func $f)
  (data (i32.const 1024) "\01\00\00\00"))
