(module
  (import "env" "malloc" (func $malloc (param i32) (result i32)))
  (import "env" "free" (func $free (param i32)))
  (func $run (export "run")
    (call $free (call $malloc (i32.const 16)))))
