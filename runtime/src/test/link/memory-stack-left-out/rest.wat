(module
  (memory 1)
  (func $end (export "end") (result i32)
    (i32.store8 (i32.const 1024) (i32.const 1))
    (i32.shl (memory.size) (i32.const 16)))
  (data (i32.const 1024) "\07\00\00\00"))
