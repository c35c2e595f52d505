(module
  (import "radicchio.heap" "user!malloc" (func (param i32) (result i32)))
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!run" (func $user!run))
  (export "allocator!malloc" (func $allocator!malloc))
  (func $user!run (result i64)
    i32.const 16
    call $radicchio.heap.user!malloc
    drop
    i64.const 16
    call $allocator!malloc)
  (func $allocator!malloc (param i64) (result i64)
    i64.const 4096)
)
