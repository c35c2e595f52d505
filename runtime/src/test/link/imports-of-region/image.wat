(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "user!first" (func $user!first))
  (export "moved!first" (func $moved!first))
  (func $user!first (result i32)
    i32.const 66560
    i32.load)
  (func $moved!first (result i32)
    i32.const 66624
    i32.load)
)
