(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "library!run" (func $library!run))
  (export "user!second_entry" (func $user!second_entry))
  (func $library!run
    call 2)
  (func $user!second_entry (result i32)
    i32.const 0)
  (func 2
    unreachable)
)
