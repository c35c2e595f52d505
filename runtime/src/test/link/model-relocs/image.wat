(module
  (table 0 3 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "one!count" (func $one!count))
  (export "two!count" (func $two!count))
  (elem (table 0) (i32.const 1) func $one!step $two!step)
  (func $one!step (result i32)
    i32.const 1)
  (func $one!count (result i32)
    i32.const 0
    i32.const 66564
    i32.load
    i32.const 66568
    i32.load
    call_indirect (result i32) 0
    i32.add
    i32.store offset=66564
    i32.const 66572
    i32.load
    i32.load)
  (func $two!step (result i32)
    i32.const 1)
  (func $two!count (result i32)
    i32.const 0
    i32.const 66580
    i32.load
    i32.const 66584
    i32.load
    call_indirect (result i32) 0
    i32.add
    i32.store offset=66580
    i32.const 66588
    i32.load
    i32.load)
  (data (i32.const 66560) "\07\00\00\00\08\00\00\00\01\00\00\00\04\04\01\00")
  (data (i32.const 66576) "\07\00\00\00\08\00\00\00\02\00\00\00\14\04\01\00")
)
