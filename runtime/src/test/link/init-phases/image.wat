(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 (mut i32) (i32.const 0))
  (export "memory" (memory 0))
  (export "_initialize" (func 6))
  (export "library!value" (func $library!value))
  (func $user!start
    call $library!value
    global.set 1)
  (func $user!_initialize)
  (func $library!value (result i32)
    i32.const 66560
    i32.load)
  (func $library!__wasm_apply_global_relocs
    i32.const 66560
    i32.const 7
    i32.store offset=4)
  (func $library!__wasm_apply_data_relocs
    i32.const 66560
    i32.const 66560
    i32.store)
  (func $library!__wasm_call_ctors
    i32.const 66560
    i32.const 1
    i32.store)
  (func 6
    call $library!__wasm_apply_global_relocs
    call $library!__wasm_apply_data_relocs
    call $library!__wasm_call_ctors
    call $user!start
    call $user!_initialize)
  (data (i32.const 66560) "library!")
)
