(module
  (import "env" "malloc" (func $malloc (param i32) (result i32)))
  (func $run (export "run") (result i32)
    (call $malloc (i32.const 16))))
