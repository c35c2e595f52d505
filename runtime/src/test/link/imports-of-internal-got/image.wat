(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 i32 (i32.const 196608))
  (export "memory" (memory 0))
  (export "module!addresses" (func $module!addresses))
  (export "owner!level" (global 1))
  (func $module!addresses (result i32 i32 i32)
    i32.const 65536
    i32.const 196608
    i32.const 0)
  (data (i32.const 66560) "\07\00\00\00")
  (data (i32.const 196608) "\07\00\00\00")
)
