(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "_initialize" (func 2))
  (func $one!__wasm_call_ctors
    i32.const 66560
    i32.const 1
    i32.store)
  (func $two!__wasm_call_ctors
    i32.const 66576
    i32.const 1
    i32.store)
  (func 2
    call $one!__wasm_call_ctors
    call $two!__wasm_call_ctors)
  (data (i32.const 66560) "\07\00\00\00")
  (data (i32.const 66576) "\07\00\00\00")
)
