(module
  (table 0 3 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "one!run" (func $one!run))
  (export "two!run" (func $two!run))
  (elem (table 0) (i32.const 1) func $one!step $two!step)
  (func $one!step (result i32)
    i32.const 1)
  (func $one!run (result i32)
    i32.const 66560
    i32.load offset=4
    i32.const 1
    call_indirect (result i32) 0
    i32.add)
  (func $two!step (result i32)
    i32.const 1)
  (func $two!run (result i32)
    i32.const 66624
    i32.load offset=4
    i32.const 2
    call_indirect (result i32) 0
    i32.add)
  (data (i32.const 66560) "twenty-four bytes of it.")
  (data (i32.const 66624) "twenty-four bytes of it.")
)
