(module
  (import "library" "value" (func $value (result i32)))
  (global $seen (mut i32) (i32.const 0))
  (func $start
    (global.set $seen (call $value)))
  (func $_initialize (export "_initialize"))
  (start $start))
