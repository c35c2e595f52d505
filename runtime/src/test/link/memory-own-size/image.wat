(module
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 (mut i32) (i32.const 2))
  (export "memory" (memory 0))
  (export "module!take" (func $module!take))
  (export "other!take" (func $other!take))
  (func $module!dlmalloc (param i32) (result i32)
    i32.const 66560
    local.get 0
    call $module!sbrk
    i32.store
    i32.const 66564
    i32.load)
  (func $module!sbrk (param i32) (result i32)
    local.get 0
    if (result i32)
      local.get 0
      i32.const 16
      i32.shr_u
      call 4
      i32.const 16
      i32.shl
    else
      global.get 1
      i32.const 16
      i32.shl
    end)
  (func $module!take (result i32)
    i32.const 16
    call $module!dlmalloc)
  (func $other!take (param i32) (result i32)
    local.get 0
    memory.grow
    i32.const 16
    i32.shl
    local.get 0
    i32.store
    i32.const 0)
  (func 4 (param i32) (result i32)
    (local i32)
    local.get 0
    memory.grow
    local.tee 1
    i32.const -1
    i32.ne
    if
      local.get 1
      local.get 0
      i32.add
      global.set 1
    end
    local.get 1)
  (data (i32.const 66560) "\01\00\00\00\00\00\01\00")
)
