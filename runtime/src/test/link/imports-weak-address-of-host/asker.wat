(module
  (@dylink.0
    (mem-info (memory 0 0) (table 0 0))
    (import-info "env" "hook" binding-weak))
  (import "env" "hook" (func $hook))
  (import "GOT.func" "hook" (global $address (mut i32)))
  (func (export "address") (result i32) (global.get $address))
  (func (export "call") (call $hook)))
