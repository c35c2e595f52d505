(module
  (@dylink.0 (mem-info (memory 131072 4) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__memory_base" (global $base i32))
  (data (global.get $base) "does not fit before it"))
