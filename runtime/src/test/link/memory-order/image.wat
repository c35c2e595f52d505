(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "one!frame" (func $one!frame))
  (export "arena!room" (func $arena!room))
  (export "two!frame" (func $two!frame))
  (func $one!frame (result i32)
    global.get 0
    i32.const 16
    i32.sub)
  (func $arena!room (result i32 i32)
    i32.const 66608
    i32.const 197680)
  (func $two!frame (result i32)
    global.get 0
    i32.const 16
    i32.sub)
  (data (i32.const 66560) "twenty-four bytes of it.")
  (data (i32.const 66584) "twenty-four bytes of it.")
)
