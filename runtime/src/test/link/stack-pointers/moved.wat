(module
  (memory 2)
  (global $__stack_pointer (mut i32) (i32.const 66560))
  (func $frame (export "frame")
    (global.set $__stack_pointer (i32.sub (global.get $__stack_pointer) (i32.const 16)))
    (i32.store (global.get $__stack_pointer) (i32.const 1))
    (global.set $__stack_pointer (i32.add (global.get $__stack_pointer) (i32.const 16))))
  (data (i32.const 66560) (@sym $level name="level" size=4) "\07\00\00\00"))
