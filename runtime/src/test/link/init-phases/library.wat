(module
  (@dylink.0 (mem-info (memory 8 2) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__memory_base" (global $base i32))
  (func $value (export "value") (result i32)
    (i32.load (global.get $base)))
  (func $__wasm_apply_global_relocs
    (i32.store offset=4 (global.get $base) (i32.const 7)))
  (func $__wasm_apply_data_relocs (export "__wasm_apply_data_relocs")
    (i32.store (global.get $base) (global.get $base)))
  (func $__wasm_call_ctors (export "__wasm_call_ctors")
    (i32.store (global.get $base) (i32.const 1)))
  (start $__wasm_apply_global_relocs)
  (data (global.get $base) "library!"))
