(module
  (@dylink.0 (mem-info (memory 0 0) (table 0 0)) (needed "libmath.so.wasm"))
  (import "GOT.mem" "level" (global $level (mut i32)))
  (func $_initialize (export "_initialize")
    (drop (global.get $level))))
