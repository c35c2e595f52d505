(module
  (func $take (export "take") (param i32) (result i32)
    (i32.const 4096))
  (func $give (export "give") (param i32)))
