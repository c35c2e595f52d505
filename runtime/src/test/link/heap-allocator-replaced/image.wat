(module
  (import "radicchio.heap" "module!malloc" (func (param i32) (result i32)))
  (import "radicchio.heap" "module!free" (func (param i32)))
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "module!run" (func $module!run))
  (func 2 (param i32) (result i32)
    unreachable)
  (func 3 (param i32)
    unreachable)
  (func $module!allocate_chunk (param i32) (result i32)
    unreachable)
  (func $module!run (result i32)
    (local i32)
    i32.const 66572
    i32.load
    call $radicchio.heap.module!malloc
    local.set 0
    local.get 0
    call $radicchio.heap.module!free
    local.get 0)
  (data (i32.const 66572) "\10\00\00\00")
)
