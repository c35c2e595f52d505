;; Its memory is a page that it grows when it is first called.
(module
  (memory 1)
  (global $page (mut i32) (i32.const -1))
  (func $page (result i32)
    (if (i32.eq (global.get $page) (i32.const -1))
      (then (global.set $page (i32.shl (memory.grow (i32.const 1)) (i32.const 16)))))
    (global.get $page))
  (func (export "put") (param $i i32) (param $value i32)
    (i32.store8 (i32.add (call $page) (local.get $i)) (local.get $value))))
