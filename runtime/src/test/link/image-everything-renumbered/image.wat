(module
  (table 0 1 funcref)
  (table 1 4 funcref)
  (table 2 1 funcref)
  (table 3 4 funcref)
  (memory 0 1)
  (tag 0 (param i32))
  (tag 1 (param i32))
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 0))
  (global 2 (mut i32) (i32.const 0))
  (export "memory" (memory 0))
  (export "!table!one" (table 0))
  (export "one!run" (func $one!run))
  (export "!table!two" (table 2))
  (export "two!run" (func $two!run))
  (elem (table 0) (i32.const 0) func $one!add)
  (elem (table 2) (i32.const 0) func $two!add)
  (func $one!add (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.add)
  (func $one!run (param i32) (result i32)
    local.get 0
    i32.const 0
    i32.const 4
    memory.init 0
    global.get 1
    i32.const 1
    i32.add
    global.set 1
    global.get 1
    i32.const 3
    i32.eq
    if
      table.size 1
      throw 0
    end
    i32.const 2
    i32.const 3
    i32.const 0
    call_indirect (param i32 i32) (result i32) 0)
  (func $two!add (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.add)
  (func $two!run (param i32) (result i32)
    local.get 0
    i32.const 0
    i32.const 4
    memory.init 1
    global.get 2
    i32.const 1
    i32.add
    global.set 2
    global.get 2
    i32.const 3
    i32.eq
    if
      table.size 3
      throw 1
    end
    i32.const 2
    i32.const 3
    i32.const 0
    call_indirect (param i32 i32) (result i32) 2)
  (data "text")
  (data "text")
)
