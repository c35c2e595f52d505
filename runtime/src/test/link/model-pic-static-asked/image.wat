(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "module!get" (func $module!get))
  (func $module!get (result i32)
    i32.const 65536
    i32.const 1024
    i32.add
    i32.load)
  (data (i32.const 66560) "\07\00\00\00")
  (data (i32.const 196608) "another library.")
)
