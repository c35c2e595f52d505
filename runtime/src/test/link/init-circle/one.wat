(module
  (import "two" "value" (func $two (result i32)))
  (global $ready (mut i32) (i32.const 0))
  (func $value (export "value") (result i32)
    (global.get $ready))
  (func $_initialize (export "_initialize")
    (global.set $ready (call $two))))
