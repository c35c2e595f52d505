(module
  (import "env" "malloc" (func $malloc (param i32) (result i32)))
  (import "env" "malloc" (func $other (param i64) (result i64)))
  (func $run (export "run") (result i64)
    (drop (call $malloc (i32.const 16)))
    (call $other (i64.const 16))))
