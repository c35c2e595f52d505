(module
  (memory 2 9)
  (table 0 1 funcref)
  (global $next (mut i32) (i32.const 131072))
  (export "at" (func $at))
  (export "put" (func $put))
  (export "move" (func $move))
  (export "more" (func $more))
  (func $at (param i32) (result i32)
    local.get 0
    i32.load offset=8
    i32.const 1024
    i32.load8_u
    i32.add)
  (func $put (param i32) (param i64)
    local.get 0
    local.get 1
    i64.store offset=0xFFFEFFFF)
  (func $move (param i32) (param i32) (param i32)
    local.get 0
    local.get 1
    local.get 2
    memory.copy)
  (func $more (result i32)
    i32.const 1
    memory.grow
    drop
    memory.size)
  (elem (i32.const 0) $at)
  (data (i32.const 1024) "\01\02\03")
)
