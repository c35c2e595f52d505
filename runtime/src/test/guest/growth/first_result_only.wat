;; Begins where its first page is, and assumes that all others follow.
(module
  (memory 1)
  (global $next (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (func (export "take") (param $size i32) (result i32) (local $grown i32)
    (if (i32.gt_u (i32.add (global.get $next) (local.get $size)) (global.get $end))
      (then
        (local.set $grown (memory.grow (i32.const 4)))
        (if (i32.eq (local.get $grown) (i32.const -1)) (then (return (i32.const 0))))
        (if (i32.eqz (global.get $next))
          (then
            (global.set $next (i32.shl (local.get $grown) (i32.const 16)))
            (global.set $end (i32.add (global.get $next) (i32.const 262144))))
          (else (global.set $end (i32.add (global.get $end) (i32.const 262144)))))))
    (global.get $next)
    (global.set $next (i32.add (global.get $next) (local.get $size)))))
