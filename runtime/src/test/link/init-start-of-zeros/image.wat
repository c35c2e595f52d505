(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "module!get" (func $module!get))
  (func $module!__wasm_init_memory
    i32.const 1024
    i32.const 0
    i32.const 8
    memory.fill)
  (func $module!get (result i32)
    i32.const 66560
    i32.load)
)
