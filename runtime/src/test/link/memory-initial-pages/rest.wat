(module
  (memory 9)
  (func $pages (export "pages") (result i32)
    (memory.size)))
