(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "bump!more" (func $bump!more))
  (func $bump!more (param i32) (result i32)
    local.get 0
    memory.grow
    i32.const -1
    i32.ne)
)
