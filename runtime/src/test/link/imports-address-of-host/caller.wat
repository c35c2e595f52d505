(module
  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
  (import "env" "log" (func $log (param i32)))
  (import "GOT.func" "log" (global $address (mut i32)))
  (func (export "call") (call $log (i32.const 1)))
  (func (export "address") (result i32) (global.get $address)))
