(module
  (memory 1)
  (global $next (mut i32) (i32.const 0))
  (func $push (export "push") (param $value i32)
    (i32.store (global.get $next) (local.get $value))
    (global.set $next (i32.add (global.get $next) (i32.const 4)))))
