(module
  (memory 4)
  (global $__stack_pointer (mut i32) (i32.const 196608))
  (func $frame (export "frame")
    (global.set $__stack_pointer (i32.sub (global.get $__stack_pointer) (i32.const 16)))
    (i32.store (global.get $__stack_pointer) (i32.load (i32.const 196608)))
    (global.set $__stack_pointer (i32.add (global.get $__stack_pointer) (i32.const 16))))
  (data (i32.const 196608) "\07\00\00\00"))
