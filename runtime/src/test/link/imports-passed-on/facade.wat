(module
  (import "codec" "decode" (func $decode (result i32)))
  (export "decode" (func $decode)))
