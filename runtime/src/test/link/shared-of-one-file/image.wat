(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "one!use" (func $one!use))
  (export "two!use" (func $two!use))
  (export "three!use" (func $three!use))
  (export "other!use_of_other" (func $other!use))
  (func $one!use (result i32 i32)
    i32.const 66560
    i32.load
    i32.const 66564)
  (func $two!use (result i32 i32)
    i32.const 66576
    i32.load
    i32.const 66564)
  (func $three!use (result i32 i32)
    i32.const 66560
    i32.load
    i32.const 66564)
  (func $other!use (result i32 i32)
    i32.const 66560
    i32.load
    i32.const 66564)
  (data (i32.const 66560) "\07\00\00\00\01\00\00\00")
  (data (i32.const 66576) "\07\00\00\00\01\00\00\00")
  (data (i32.const 66592) "\07\00\00\00\01\00\00\00")
  (data (i32.const 66608) "\07\00\00\00\01\00\00\00")
)
