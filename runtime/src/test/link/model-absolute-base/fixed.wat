(module
  (memory 4)
  (func $get (export "get") (param $x i32) (result i32)
    (i32.add (i32.const 131072) (i32.load (i32.const 196608))))
  (data (i32.const 196608) "\07\00\00\00"))
