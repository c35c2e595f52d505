(module
  (import "codec" "decode" (func $decode (param i32) (result i32)))
  (func $run (export "run") (result i32)
    (call $decode (i32.const 1))))
