(module
  (memory 0 5)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 (mut i32) (i32.const 3))
  (export "memory" (memory 0))
  (export "!pages!rest" (global 1))
  (export "!grow!rest" (func 1))
  (export "rest!end" (func $rest!end))
  (func $rest!end (result i32)
    i32.const 131072
    i32.const 1
    i32.store8
    global.get 1
    i32.const 16
    i32.shl)
  (func 1 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 3
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
  (data (i32.const 131072) "\07\00\00\00")
  (data (i32.const 196608) "does not fit before it")
)
