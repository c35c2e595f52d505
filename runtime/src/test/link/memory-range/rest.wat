(module
  (memory 3)
  (func $end (export "end") (result i32)
    (i32.store8 (i32.const 131072) (i32.const 1))
    (i32.shl (memory.size) (i32.const 16)))
  (data (i32.const 131072) "\07\00\00\00"))
