(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "module!malloc" (func $module!malloc))
  (export "module!free" (func $module!free))
  (func $module!malloc (param i32) (result i32)
    i32.const 66560
    i32.load)
  (func $module!free (param i32))
  (data (i32.const 66560) "\10\04\00\00")
)
