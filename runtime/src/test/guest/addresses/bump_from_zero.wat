;; An allocator written by hand, whose memory begins at 0, and which stores what it hands out.
(module
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 0))
  (func (export "push") (param $value i32) (result i32)
    (i32.store (global.get $top) (local.get $value))
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (i32.const 4))))
  (func (export "at") (param $address i32) (result i32) (i32.load (local.get $address))))
