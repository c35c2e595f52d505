(module
  (func $loudness (export "loudness") (result i32)
    (i32.const 2)))
