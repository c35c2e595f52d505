(module
  (@dylink.0
    (mem-info (memory 0 0) (table 0 0))
    (import-info "env" "hook" binding-weak)
    (import-info "other" "hook" binding-weak))
  (import "env" "hook" (func $hook))
  (import "other" "hook" (func $other))
  (func $run (export "run")
    (call $hook)
    (call $other)))
