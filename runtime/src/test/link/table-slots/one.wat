(module
  (memory 1)
  (table 3 funcref)
  (func $first (result i32) (i32.const 1))
  (func $second (export "second") (result i32) (i32.const 2))
  (func $addresses (export "addresses") (result i32 i32)
    (i32.const 1 (@reloc functable $first))
    (i32.const 2 (@reloc functable $second)))
  (elem (i32.const 1) func $first $second))
