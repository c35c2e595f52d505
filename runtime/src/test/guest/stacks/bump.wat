;; An allocator that gives what follows, and nothing back; dive allocates and calls the host.
(module
  (import "env" "visit" (func $visit (param i32) (result i32)))
  (memory 3)
  (data (i32.const 0x20000) "data")
  (global $top (mut i32) (i32.const 0x28000))
  (func $allocate (export "allocate") (param $size i32) (result i32)
    (global.set $top (i32.add (global.get $top) (local.get $size)))
    (i32.sub (global.get $top) (local.get $size)))
  (func (export "dive") (param $size i32) (result i32)
    (call $visit (call $allocate (local.get $size)))))
