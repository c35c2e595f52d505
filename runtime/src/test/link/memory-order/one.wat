(module
  (@dylink.0 (mem-info (memory 24 3) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "env" "__memory_base" (global $base i32))
  (import "env" "__stack_pointer" (global $sp (mut i32)))
  (func $frame (export "frame") (result i32)
    (i32.sub (global.get $sp) (i32.const 16)))
  (data (global.get $base) "twenty-four bytes of it."))
