(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 i32 (i32.const 66560))
  (export "memory" (memory 0))
  (export "_initialize" (func 3))
  (export "data!level" (global 1))
  (func $user!_initialize
    i32.const 66560
    drop)
  (func $needed!_initialize)
  (func $data!_initialize)
  (func 3
    call $needed!_initialize
    call $data!_initialize
    call $user!_initialize)
)
