(module
  (@dylink.0 (mem-info (memory 24 0) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__memory_base" (global $base i32))
  (data (global.get $base) "\01\02\03\04")
  (data (i32.add (global.get $base) (i32.const 2)) "\00\00")
  (data (i32.add (global.get $base) (i32.const 16)) "\00\00\00\00"))
