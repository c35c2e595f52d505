(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "rest!end" (func $rest!end))
  (export "other!level" (func $other!level))
  (func $rest!end (result i32)
    i32.const 1024
    i32.const 1
    i32.store8
    memory.size
    i32.const 16
    i32.shl)
  (func $other!level (result i32)
    i32.const 1)
  (data (i32.const 1024) "\07\00\00\00")
)
