(module
  (import "env" "now" (func $now (result i64)))
  (import "console" "log" (func $log (param i64)))
  (import "env" "zone" (global $zone i32))
  (func $run (export "run")
    (call $log (call $now)))
  (func $where (export "where") (result i32)
    (global.get $zone)))
