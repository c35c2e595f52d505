(module
  (func $levels (export "levels") (result i32)
    (i32.const 1)))
