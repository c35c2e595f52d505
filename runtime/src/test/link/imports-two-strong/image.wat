(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!twice" (func $user!twice))
  (export "one!level" (func $one!level))
  (export "two!level" (func $two!level))
  (func $user!twice (result i32)
    i32.const 2
    call $one!level
    i32.mul)
  (func $one!level (result i32)
    i32.const 2)
  (func $two!level (result i32)
    i32.const 2)
)
