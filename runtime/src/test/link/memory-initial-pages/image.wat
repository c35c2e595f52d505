(module
  (memory 0 9)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "rest!pages" (func $rest!pages))
  (func $rest!pages (result i32)
    memory.size)
)
