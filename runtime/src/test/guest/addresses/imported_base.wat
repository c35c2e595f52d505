;; Its memory begins where the linker says.
(module
  (import "env" "pool" (global $pool i32))
  (import "env" "memory" (memory 1))
  (global $top (mut i32) (global.get $pool))
  (global $next (mut i32) (i32.const 0))
  (func (export "push") (param $value i32)
    (i32.store (global.get $top) (local.get $value))
    (global.set $top (i32.add (global.get $top) (i32.const 4))))
  (func (export "push_again") (param $value i32)
    (if (i32.eqz (global.get $next)) (then (global.set $next (i32.add (global.get $pool) (i32.const 512)))))
    (i32.store (global.get $next) (local.get $value))
    (global.set $next (i32.add (global.get $next) (i32.const 4)))))
