(module
  (import "radicchio.heap" "user!malloc" (func (param i32) (result i32)))
  (import "radicchio.heap" "user!free" (func (param i32)))
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!run" (func $user!run))
  (export "allocator!malloc" (func $allocator!malloc))
  (func $user!run
    i32.const 16
    call $radicchio.heap.user!malloc
    call $radicchio.heap.user!free)
  (func $allocator!malloc (param i32) (result i32)
    i32.const 4096)
)
