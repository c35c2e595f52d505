(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (data (i32.const 66560) "\01\02\03\04")
  (data (i32.const 66560) (i32.const 2) (i32.add) "\00\00")
)
