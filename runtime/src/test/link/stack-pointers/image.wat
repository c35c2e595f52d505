(module
  (memory 0 6)
  (global 0 (mut i32) (i32.const 328704))
  (global 1 (mut i32) (i32.const 196608))
  (export "memory" (memory 0))
  (export "moved!frame" (func $moved!frame))
  (export "library!top" (func $library!top))
  (export "fixed!frame" (func $fixed!frame))
  (func $moved!frame
    global.get 0
    i32.const 16
    i32.sub
    global.set 0
    global.get 0
    i32.const 1
    i32.store
    global.get 0
    i32.const 16
    i32.add
    global.set 0)
  (func $library!top (result i32)
    global.get 0)
  (func $fixed!frame
    global.get 1
    i32.const 16
    i32.sub
    global.set 1
    global.get 1
    i32.const 196608
    i32.load
    i32.store
    global.get 1
    i32.const 16
    i32.add
    global.set 1)
  (data (i32.const 328704) "\07\00\00\00")
  (data (i32.const 196608) "\07\00\00\00")
)
