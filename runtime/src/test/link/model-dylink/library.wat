(module
  (@dylink.0 (mem-info (memory 24 6) (table 1 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__indirect_function_table" (table 1 funcref))
  (import "env" "__memory_base" (global $memory_base i32))
  (import "env" "__table_base" (global $table_base i32))
  (func $step (result i32)
    (i32.const 1))
  (func $run (export "run") (result i32)
    (i32.add
      (i32.load offset=4 (global.get $memory_base))
      (call_indirect (result i32) (global.get $table_base))))
  (elem (global.get $table_base) func $step)
  (data (global.get $memory_base) "twenty-four bytes of it."))
