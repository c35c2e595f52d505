(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "other!level" (func $other!level))
  (export "library!twice" (func $library!twice))
  (export "library!level" (func $other!level))
  (func $other!level (result i32)
    i32.const 1)
  (func $library!twice (result i32)
    i32.const 2
    call $other!level
    i32.mul)
  (func $library!level (result i32)
    i32.const 2)
)
