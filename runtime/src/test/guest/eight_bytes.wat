;; An allocator whose blocks are never aligned to more than 8 bytes, and that says what was freed last.
(module
  (memory 0)
  (global $next (mut i32) (i32.const 0))
  (global $freed (mut i32) (i32.const 0))
  (func (export "malloc") (param $size i32) (result i32)
    (local $block i32)
    (if (i32.eqz (global.get $next))
      (then (global.set $next (i32.add (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)) (i32.const 8)))))
    (local.set $block (global.get $next))
    (global.set $next
      (i32.add (local.get $block) (i32.and (i32.add (local.get $size) (i32.const 15)) (i32.const -16))))
    (local.get $block))
  (func (export "free") (param $block i32) (global.set $freed (local.get $block)))
  (func (export "freed") (result i32) (global.get $freed)))
