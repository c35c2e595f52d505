(module
  (memory 1)
  (table 2 funcref)
  (func $first (result i32) (i32.const 1))
  (func $address (export "address") (result i32)
    (i32.const 1 (@reloc functable $first)))
  (elem (i32.const 1) func $first))
