(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 0))
  (global 2 (mut i32) (i32.const 0))
  (export "memory" (memory 0))
  (export "_initialize" (func 4))
  (export "one!value" (func $one!value))
  (export "two!value" (func $two!value))
  (func $one!value (result i32)
    global.get 1)
  (func $one!_initialize
    call $two!value
    global.set 1)
  (func $two!value (result i32)
    global.get 2)
  (func $two!_initialize
    call $one!value
    global.set 2)
  (func 4
    call $two!_initialize
    call $one!_initialize)
)
