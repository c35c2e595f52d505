;; A mutable global is an index into what it is given, which cannot be told from the address of its own memory.
(module
  (memory 1)
  (global $i (mut i32) (i32.const 0))
  (func (export "next") (param $text i32) (result i32)
    (i32.load8_u (i32.add (local.get $text) (global.get $i)))
    (global.set $i (i32.add (global.get $i) (i32.const 1)))))
