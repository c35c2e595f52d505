(module
  (table 0 2 funcref)
  (table 1 2 funcref)
  (table 2 3 8 funcref)
  (memory 0 3)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 1))
  (global 2 (mut i32) (i32.const 1))
  (export "memory" (memory 0))
  (export "!table!home" (table 0))
  (export "home!table" (table 0))
  (export "home!call" (func $home!call))
  (export "!pages!moved" (global 1))
  (export "!grow!moved" (func 7))
  (export "!table!moved" (table 1))
  (export "moved!call" (func $moved!call))
  (export "!pages!older" (global 2))
  (export "!grow!older" (func 8))
  (export "!table!older" (table 2))
  (export "older!call" (func $older!call))
  (export "older!grow" (func $older!grow))
  (elem (table 0) (i32.const 1) func $home!f)
  (elem (table 1) (i32.const 1) func $moved!f)
  (elem (table 2) (i32.const 2) func $older!f)
  (func $home!f (result i32)
    i32.const 1)
  (func $home!call (result i32)
    i32.const 1024
    i32.load
    call_indirect (result i32) 0)
  (func $moved!f (result i32)
    i32.const 2)
  (func $moved!call (result i32)
    i32.const 1024
    i32.load offset=65536
    call_indirect (result i32) 1)
  (func $older!f (result i32)
    i32.const 3)
  (func $older!call (result i32)
    i32.const 1024
    i32.load offset=131072
    call_indirect (result i32) 2)
  (func $older!grow (result i32)
    ref.null func
    i32.const 1
    table.grow 2)
  (func 7 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 1
    global.get 1
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
    global.set 1
    local.get 1)
  (func 8 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 1
    global.get 2
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
    global.set 2
    local.get 1)
  (data (i32.const 1024) "\01\00\00\00")
  (data (i32.const 66560) "\01\00\00\00")
  (data (i32.const 132096) "\02\00\00\00")
)
