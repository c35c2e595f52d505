(module
  (func $decode (export "decode") (result i32)
    (i32.const 2)))
