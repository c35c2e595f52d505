(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 i32 (i32.const 66576))
  (export "memory" (memory 0))
  (export "user!read" (func $user!read))
  (export "user!read_second" (func $user!read_second))
  (export "owner!level" (global 1))
  (func $user!read (result i32)
    i32.const 66576
    i32.load)
  (func $user!read_second (result i32)
    i32.const 0
    i32.load offset=66580)
  (data (i32.const 66560) "\10\04\01\00")
  (data (i32.const 66576) "\07\00\00\00\08\00\00\00")
)
