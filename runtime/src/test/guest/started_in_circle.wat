;; Its start function calls started_by_linker.c, which in turn imports from here.
(module
  (import "env" "count" (func $count (param i32) (result i32)))
  (global $seen (mut i32) (i32.const 0))
  (func $start (global.set $seen (call $count (i32.const 0))))
  (start $start)
  (func (export "nothing"))
  (func (export "seen") (result i32) (global.get $seen)))
