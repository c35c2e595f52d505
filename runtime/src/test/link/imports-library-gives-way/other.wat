(module
  (func $level (export "level") (result i32)
    (i32.const 1)))
