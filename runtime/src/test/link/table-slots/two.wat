(module
  (import "env" "second" (func $second (result i32)))
  (memory 1)
  (table 2 funcref)
  (func $address (export "address") (result i32)
    (i32.const 1 (@reloc functable $second)))
  (elem (i32.const 1) func $second)
  (data (i32.const 1024) (@sym $pointer name="pointer" size=4)
    "\01\00\00\00" (@reloc i32 functable $second)))
