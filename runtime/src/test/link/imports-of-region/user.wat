(module
  (import "env" "memory" (memory 1))
  (import "mem" "buffer" (global $buffer i32))
  (func $first (export "first") (result i32)
    (i32.load (global.get $buffer))))
