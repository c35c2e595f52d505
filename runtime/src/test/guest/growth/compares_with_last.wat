;; Keeps the number of its last page, and gives up if the next one does not follow.
(module
  (memory 1)
  (global $last (mut i32) (i32.const 0))
  (func (export "extend") (result i32) (local $grown i32)
    (local.set $grown (memory.grow (i32.const 1)))
    (if (i32.ne (local.get $grown) (global.get $last)) (then (return (i32.const 0))))
    (global.set $last (i32.add (local.get $grown) (i32.const 1)))
    (i32.const 1)))
