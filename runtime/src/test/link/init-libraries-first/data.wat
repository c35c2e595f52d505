(module
  (@dylink.0 (mem-info (memory 4 0) (table 0 0)))
  (global (export "level") i32 (i32.const 0))
  (func $_initialize (export "_initialize")))
