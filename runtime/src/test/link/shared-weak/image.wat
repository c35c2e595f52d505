(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "one!use" (func $one!use))
  (export "two!use" (func $two!use_of_two))
  (func $one!policy (result i32)
    i32.const 1)
  (func $one!use (result i32)
    call $one!policy
    i32.const 66560
    i32.load
    i32.add)
  (func $two!policy (result i32)
    i32.const 2)
  (func $two!use_of_two (result i32)
    call $one!policy
    i32.const 66580
    i32.load
    i32.add)
  (data (i32.const 66560) "\07\00\00\00\01\00\00\00")
  (data (i32.const 66576) "\08\00\00\00\02\00\00\00")
)
