;; A start function that calls another module, which is to be constructed by then.
(module
  (import "env" "get" (func $get (result i32)))
  (global $seen (mut i32) (i32.const 0))
  (func $start (global.set $seen (call $get)))
  (start $start)
  (func (export "seen") (result i32) (global.get $seen)))
