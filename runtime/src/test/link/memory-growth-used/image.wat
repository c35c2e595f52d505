(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "pages!take" (func $pages!take))
  (func $pages!take (param i32) (result i32)
    local.get 0
    memory.grow
    i32.const 16
    i32.shl
    local.get 0
    i32.store
    i32.const 0)
  (data (i32.const 66560) "another library.")
)
