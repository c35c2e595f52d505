(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!run" (func $user!run))
  (export "one!malloc" (func $one!malloc))
  (export "one!free" (func $one!free))
  (export "two!malloc" (func $two!malloc))
  (export "two!free" (func $two!free))
  (func $user!run
    i32.const 16
    call $two!malloc
    call $two!free)
  (func $one!malloc (param i32) (result i32)
    i32.const 4096)
  (func $one!free (param i32))
  (func $two!malloc (param i32) (result i32)
    i32.const 4096)
  (func $two!free (param i32))
)
