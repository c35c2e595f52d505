;; Keeps where the new pages end, and goes on where it was.
(module
  (memory 1)
  (global $end (mut i32) (i32.const 0))
  (func (export "extend") (param $pages i32) (local $grown i32)
    (local.set $grown (memory.grow (local.get $pages)))
    (if (i32.ne (local.get $grown) (i32.const -1))
      (then
        (global.set $end
          (i32.add
            (i32.shl (local.get $grown) (i32.const 16))
            (i32.shl (local.get $pages) (i32.const 16))))))))
