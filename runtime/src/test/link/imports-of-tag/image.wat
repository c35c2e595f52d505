(module
  (memory 0 1)
  (tag 0 (param i32))
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "thrower!fail" (func $thrower!fail))
  (export "owner!failure" (tag 0))
  (func $thrower!fail
    i32.const 7
    throw 0)
)
