(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "fixed!get" (func $fixed!get))
  (func $fixed!get (param i32) (result i32)
    i32.const 131072
    i32.const 196608
    i32.load
    i32.add)
  (data (i32.const 196608) "\07\00\00\00")
  (data (i32.const 66560) "below 0x30000")
)
