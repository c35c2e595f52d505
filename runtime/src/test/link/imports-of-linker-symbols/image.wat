(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "library!program" (func $library!program))
  (export "library!own" (func $library!own))
  (func $library!program (result i32 i32 i32)
    global.get 0
    i32.const 1024
    i32.const 66560)
  (func $library!own (result i32 i32)
    i32.const 66560
    i32.const 66568)
  (data (i32.const 66560) "library!")
  (data (i32.const 66576) "another library.")
)
