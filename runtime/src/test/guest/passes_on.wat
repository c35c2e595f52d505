;; Exports an allocator that it imports.
(module
  (import "env" "malloc" (func $malloc (param i32) (result i32)))
  (import "env" "free" (func $free (param i32)))
  (export "malloc" (func $malloc))
  (export "free" (func $free)))
