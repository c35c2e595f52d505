(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 0))
  (global 2 (mut i32) (i32.const 0))
  (export "memory" (memory 0))
  (export "one!push" (func $one!push))
  (export "two!push" (func $two!push))
  (func $one!push (param i32)
    global.get 1
    local.get 0
    i32.store
    global.get 1
    i32.const 4
    i32.add
    global.set 1)
  (func $two!push (param i32)
    global.get 2
    local.get 0
    i32.store
    global.get 2
    i32.const 4
    i32.add
    global.set 2)
)
