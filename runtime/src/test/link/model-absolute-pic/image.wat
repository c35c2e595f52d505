(module
  (memory 0 4)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 66576))
  (global 2 i32 (i32.const 0))
  (global 3 (mut i32) (i32.const 66576))
  (global 4 i32 (i32.const 0))
  (global 5 (mut i32) (i32.const 2))
  (export "memory" (memory 0))
  (export "module!get" (func $module!get))
  (export "!pages!other" (global 5))
  (export "!grow!other" (func 2))
  (export "other!get" (func $other!get))
  (func $module!get (result i32)
    global.get 2
    i32.const 1024
    i32.add
    i32.load)
  (func $other!get (result i32)
    global.get 4
    i32.const 1024
    i32.add
    i32.load offset=131072)
  (func 2 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 2
    global.get 5
    local.tee 1
    i32.sub
    i32.gt_u
    if
      i32.const -1
      return
    end
    local.get 1
    local.get 0
    i32.add
    global.set 5
    local.get 1)
  (data (i32.const 1024) "\07\00\00\00")
  (data (i32.const 132096) "\07\00\00\00")
)
