(module
  (import "facade" "decode" (func $decode (result i32)))
  (func $run (export "run") (result i32)
    (call $decode)))
