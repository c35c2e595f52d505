(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "user!twice" (func $user!twice))
  (export "weak!level" (func $strong!level))
  (export "strong!level" (func $strong!level))
  (func $user!twice (result i32)
    i32.const 2
    call $strong!level
    i32.mul)
  (func $weak!level (result i32)
    i32.const 1)
  (func $strong!level (result i32)
    i32.const 2)
)
