(module
  (@dylink.0 (mem-info (memory 0 1) (table 0 0)))
  (import "env" "memory" (memory 1))
  (import "GOT.func" "handler" (global $handler (mut i32)))
  (func $address (export "address") (result i32)
    (global.get $handler))
  (func $handler (export "handler")))
