(module
  (table 0 2 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "library!addresses" (func $library!addresses))
  (export "library!handler" (func $library!handler))
  (export "data!handler" (func $data!handler))
  (elem (table 0) (i32.const 1) func $library!handler)
  (func $library!addresses (result i32 i32 i32)
    i32.const 66564
    i32.const 66572
    i32.const 1)
  (func $library!handler)
  (func $data!handler)
  (data (i32.const 66560) "library!")
  (data (i32.const 66568) "the data")
)
