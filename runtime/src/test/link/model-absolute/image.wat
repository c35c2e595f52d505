(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "fixed!get" (func $fixed!get))
  (func $fixed!get (result i32)
    i32.const 131072
    i32.load)
  (data (i32.const 131072) "\07\00\00\00")
  (data (i32.const 66560) "fits before it..")
  (data (i32.const 196608) "does not fit before it")
)
