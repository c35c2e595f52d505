(module
  (@dylink.0 (mem-info (memory 8 2) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__memory_base" (global $base i32))
  (global (export "own") i32 (i32.const 0))
  (global (export "others") i32 (i32.const 4))
  (func $handler (export "handler"))
  (data (global.get $base) "the data"))
