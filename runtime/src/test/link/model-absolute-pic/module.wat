(module
  (memory 2)
  (global $__stack_pointer (mut i32) (i32.const 66576))
  (global $GOT.data.internal.__memory_base i32 (i32.const 0))
  (func $get (export "get") (result i32)
    (i32.load (i32.add (global.get $GOT.data.internal.__memory_base) (i32.const 1024))))
  (data (i32.const 1024) "\07\00\00\00"))
