(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 196608))
  (export "memory" (memory 0))
  (export "module!keep" (func $module!keep))
  (export "module!frame" (func $module!frame))
  (func $module!keep (param i32) (result i32)
    global.get 1
    i32.const 4
    i32.sub
    global.set 1
    global.get 1
    local.get 0
    i32.store
    global.get 1)
  (func $module!frame (param i32)
    global.get 1
    i32.const 16
    i32.sub
    global.set 1
    global.get 1
    local.get 0
    i32.store
    local.get 0
    call $module!keep
    drop
    global.get 1
    i32.const 16
    i32.add
    global.set 1)
  (data (i32.const 131072) "\07\00\00\00")
)
