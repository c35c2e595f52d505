(module
  (memory 1)
  (func $first (export "first") (param $at i32) (result i32)
    (i32.load (local.get $at))))
