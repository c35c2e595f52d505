(module
  (import "env" "published" (func $published (result i32)))
  (import "env" "run" (func $run (result i32)))
  (func (export "use") (result i32 i32) (call $published) (call $run)))
