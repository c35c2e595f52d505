(module
  (@dylink.0
    (mem-info (memory 0 0) (table 0 0))
    (import-info "env" "hook" binding-weak)
    (import-info "env" "absent" binding-weak)
    (import-info "other" "hook" binding-weak))
  (import "env" "hook" (func $hook))
  (import "env" "absent" (func $absent))
  (import "other" "hook" (func $other))
  (func $run (export "run")
    (call $hook)
    (call $absent)
    (call $other)))
