(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "one!first" (func $one!first))
  (export "two!first" (func $two!first))
  (func $one!first (param i32) (result i32)
    local.get 0
    i32.load)
  (func $two!first (param i32) (result i32)
    local.get 0
    i32.load)
)
