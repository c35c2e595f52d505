(module
  (memory 3)
  (func $get (export "get") (result i32)
    (i32.load (i32.const 131072)))
  (data (i32.const 131072) "\07\00\00\00"))
