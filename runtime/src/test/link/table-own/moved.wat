(module
  (memory 1)
  (table 2 funcref)
  (func $level (export "level") (result i32) (i32.const 1))
  (func $address (export "address") (result i32)
    (i32.const 1 (@reloc functable $level)))
  (elem (i32.const 1) func $level))
